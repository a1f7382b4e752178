import { yearPage } from "../indexes.js";
export const data = { eleventyExcludeFromCollections: true, pagination: { data: "@@SITE@@.years", size: 1, alias: "entry" }, permalink: ({ entry }) => `/years/${entry.year}/` };
export const render = ({ entry }) => yearPage(entry.year, entry.of);
