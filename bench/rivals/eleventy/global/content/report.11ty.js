import fs from "node:fs";
import MarkdownIt from "markdown-it";
import { reportPage } from "../report.js";
const markdown = new MarkdownIt();
export const data = { eleventyExcludeFromCollections: true, pagination: { data: "site.reports", size: 1, alias: "report", addAllPagesToCollections: false }, permalink: ({ report }) => report.url };
export const render = ({ report }) => reportPage(report, markdown.render(fs.readFileSync(report.markdown, "utf8")));
