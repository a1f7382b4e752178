// The page of a report: `html` is its whole narrative, split at the three headings of its sections.
import { ORIGIN, contact, day, esc, shell, trail } from "./shell.js";
import { tables } from "./tables.js";

const FORMS = { 2019: "国办公开办函〔2019〕60号", 2021: "国办公开办函〔2021〕30号" };

const head = (d, agency, year, url) => `<meta name="description" content="${esc(d.title)}：${esc(agency.name)}${year}年主动公开、依申请公开、行政复议和行政诉讼情况及数据表。">
<meta name="ArticleTitle" content="${esc(d.title)}">
<meta name="PubDate" content="${day(d.published)} 00:00">
<meta name="ContentSource" content="${esc(agency.name)}">
<meta name="Url" content="${ORIGIN}${url}">
<meta name="ColumnName" content="政府信息公开年报">
<meta name="ColumnDescription" content="${esc(agency.name)}政府信息公开工作年度报告">
<meta name="ColumnKeywords" content="${esc(agency.name)},政府信息公开,年度报告">
<meta name="ColumnType" content="信息公开年报">
`;

export const reportPage = ({ d, agency, year, url, older, newer }, html) => {
  const [, overview, problems, other] = html.split(/<h2>.*?<\/h2>/);
  const table = tables[d.edition];
  return shell({
    title: d.title,
    url,
    head: head(d, agency, year, url),
    crumbs: trail([[agency.above.short, agency.above.url], [agency.short, agency.url], [`${year}年`, url]]),
    main: `<article class="report">
<h1 id="title">${esc(d.title)}</h1>
<dl class="facts">
<div><dt>机关</dt><dd>${esc(agency.name)}</dd></div>
<div><dt>年度</dt><dd>${year}年</dd></div>
<div><dt>发布日期</dt><dd>${day(d.published)}</dd></div>
<div><dt>报告格式</dt><dd>${FORMS[d.edition]}</dd></div>
</dl>
<div class="columns">
<nav class="toc" aria-labelledby="page-contents">
<h2 id="page-contents">本页目录</h2>
<ol>
<li><a href="#overview">一、总体情况</a></li>
<li><a href="#disclosure">二、主动公开政府信息情况</a></li>
<li><a href="#requests">三、收到和处理政府信息公开申请情况</a></li>
<li><a href="#disputes">四、政府信息公开行政复议、行政诉讼情况</a></li>
<li><a href="#problems">五、存在的主要问题及改进情况</a></li>
<li><a href="#other">六、其他需要报告的事项</a></li>
</ol>
</nav>
<div class="body">
<section>
<h2 id="overview" class="numbered">一、总体情况</h2>
<div class="prose">${overview}</div>
</section>
<section>
<h2 id="disclosure" class="numbered">二、主动公开政府信息情况</h2>
${table.disclosure(d)}
</section>
<section>
<h2 id="requests" class="numbered">三、收到和处理政府信息公开申请情况</h2>
<p class="note" id="note-requests">本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和。</p>
${table.requests(d)}
</section>
<section>
<h2 id="disputes" class="numbered">四、政府信息公开行政复议、行政诉讼情况</h2>
${table.disputes(d)}
</section>
<section>
<h2 id="problems" class="numbered">五、存在的主要问题及改进情况</h2>
<div class="prose">${problems}</div>
</section>
<section>
<h2 id="other" class="numbered">六、其他需要报告的事项</h2>
<div class="prose">${other}</div>
</section>
${contact(agency.contact)}
</div>
</div>
</article>
<nav class="pager" aria-label="相邻年度">
<ul>
${older ? `<li class="older"><a rel="prev" href="${older.url}">${older.year}年报告</a></li>\n` : ""}${newer ? `<li class="newer"><a rel="next" href="${newer.url}">${newer.year}年报告</a></li>\n` : ""}</ul>
</nav>`,
  });
};
