// The page of one table of a report, and the report as JSON.
import { day, esc, shell, trail } from "./shell.js";
import { tables } from "./tables.js";

const FORMS = { 2019: "国办公开办函〔2019〕60号", 2021: "国办公开办函〔2021〕30号" };
export const NAMES = { disclosure: "主动公开政府信息情况", requests: "收到和处理政府信息公开申请情况", disputes: "政府信息公开行政复议、行政诉讼情况" };

export const tablePage = ({ d, agency, year, url }, id) => shell({
  title: `${NAMES[id]} - ${d.title}`,
  url: `${url}${id}/`,
  crumbs: trail([[agency.above.short, agency.above.url], [agency.short, agency.url], [`${year}年`, url], [NAMES[id], `${url}${id}/`]]),
  main: `<h1 id="${id}">${NAMES[id]}</h1>
<p class="lead"><a href="${url}">${esc(d.title)}</a></p>
<dl class="facts">
<div><dt>机关</dt><dd>${esc(agency.name)}</dd></div>
<div><dt>年度</dt><dd>${year}年</dd></div>
<div><dt>发布日期</dt><dd>${day(d.published)}</dd></div>
<div><dt>报告格式</dt><dd>${FORMS[d.edition]}</dd></div>
</dl>
${tables[d.edition][id](d)}`,
});

export const reportJson = ({ d, agency, year }) => `${JSON.stringify({
  version: 1,
  agency: { id: agency.url.slice(1, -1), name: agency.name },
  year: Number(year),
  edition: d.edition,
  title: d.title,
  published: day(d.published),
  figures: { disclosure: d.主动公开, requests: d.申请办理, disputes: d.复议诉讼 },
}, null, 1)}\n`;

export const allTables = (reports) => reports.flatMap((report) => Object.keys(NAMES).map((id) => ({ report, id })));
