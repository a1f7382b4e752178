// Agency, year and home pages, site map and feed. A report here is { url, year, agency, d },
// an agency { url, name, short, region, contact, above, reports, below }.
import { SITE, ORIGIN, contact, day, esc, shell, trail } from "./shell.js";

const row = (label, { url, d }) => `<tr><th scope="row" class="l1 c0"><a href="${url}">${esc(label)}</a></th>@@LEAD_CELLS@@<td class="date">${day(d.published)}</td></tr>\n`;

const table = (caption, first, rows) => `<div class="frame tall">
<p class="hint">表格较宽，可左右滑动查看。</p>
<div class="region" role="region" aria-labelledby="index" tabindex="0">
<table class="index">
<caption id="index"><span>${esc(caption)}<span class="unit">　单位：件</span></span></caption>
<thead>
<tr><th scope="col" class="c0 tail">${first}</th>@@LEADS@@<th scope="col" class="tail">发布日期</th></tr>
</thead>
<tbody>
${rows.join("")}</tbody>
</table>
</div>
</div>`;

const SCRIPTS = `<script src="/assets/filter.js" defer></script>\n`;
const FILTER = `<div class="filter" data-list="agencies" data-found="找到%d个机关">
<label for="filter">输入机关名称查找</label>
<input type="search" id="filter" autocomplete="off" spellcheck="false">
<p role="status"></p>
</div>`;

const item = (agency) => `<li><a href="${agency.url}">${esc(agency.name)}</a> <span class="count">${agency.reports.length}份</span></li>\n`;

export const agencyPage = (agency) => shell({
  title: agency.name,
  url: agency.url,
  crumbs: trail([...(agency.above ? [[agency.above.short, agency.above.url]] : []), [agency.short, agency.url]]),
  main: `<h1>${esc(agency.name)}</h1>
<dl class="facts">
<div><dt>机关类型</dt><dd>${agency.kind === "government" ? "人民政府" : "政府部门"}</dd></div>
<div><dt>行政区划代码</dt><dd>${agency.region}</dd></div>
</dl>
${agency.reports.length ? `<section>
<h2>历年报告</h2>
${table(`${agency.name}历年申请办理情况`, "年度", agency.reports.map((report) => row(`${report.year}年`, report)))}
</section>
` : ""}${agency.below.length ? `<section>
<h2>下级和所属机关</h2>
<ul class="tree">
${agency.below.map(item).join("")}</ul>
</section>
` : ""}${contact(agency.contact)}`,
});

export const yearPage = (year, reports) => shell({
  title: `${year}年政府信息公开工作年度报告`,
  url: `/years/${year}/`,
  scripts: SCRIPTS,
  main: `<h1>${year}年政府信息公开工作年度报告</h1>
${FILTER}
<div id="agencies">
${table(`${year}年各机关申请办理情况`, "机关", reports.map((report) => row(report.agency.name, report)))}
</div>`,
});

export const homePage = (years, cities) => shell({
  title: SITE,
  url: "/",
  scripts: SCRIPTS,
  main: `<h1>查阅${SITE}</h1>
<section>
<h2>按年度查看</h2>
<ul class="years">
${years.map((year) => `<li><a href="/years/${year}/">${year}年</a></li>\n`).join("")}</ul>
</section>
<section>
<h2>按机关查看</h2>
${FILTER}
<div id="agencies">
<ul class="tree">
${cities.map((city) => `<li><a href="${city.url}">${esc(city.name)}</a>\n<ul class="tree">\n${city.below.map(item).join("")}</ul>\n</li>\n`).join("")}</ul>
</div>
</section>`,
});

export const sitemap = (entries) => `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${entries.map(([url, date]) => `<url><loc>${ORIGIN}${url}</loc>${date ? `<lastmod>${day(date)}</lastmod>` : ""}</url>\n`).join("")}</urlset>
`;

const newest = (a, b) => (day(a.d.published) < day(b.d.published) ? 1 : -1);

export const feed = (reports) => `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>${SITE}</title><link>${ORIGIN}/</link><description>${SITE}</description>
${[...reports].sort(newest).slice(0, 50).map(({ url, d }) => `<item><title>${esc(d.title)}</title><link>${ORIGIN}${url}</link><guid>${ORIGIN}${url}</guid><pubDate>${new Date(d.published).toUTCString()}</pubDate></item>\n`).join("")}</channel></rss>
`;
