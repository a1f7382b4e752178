import { reportJson } from "../extras.js";
export const data = { eleventyExcludeFromCollections: true, pagination: { data: "@@SITE@@.reports", size: 1, alias: "report", addAllPagesToCollections: false }, permalink: ({ report }) => `${report.url}report.json` };
export const render = ({ report }) => reportJson(report);
