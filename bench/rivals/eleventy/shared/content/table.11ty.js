import { allTables, tablePage } from "../extras.js";
export const data = { eleventyExcludeFromCollections: true, pagination: { data: "@@SITE@@.reports", size: 1, alias: "item", addAllPagesToCollections: false, before: allTables }, permalink: ({ item }) => `${item.report.url}${item.id}/` };
export const render = ({ item }) => tablePage(item.report, item.id);
