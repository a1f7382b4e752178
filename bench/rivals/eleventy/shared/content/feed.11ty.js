import { feed } from "../indexes.js";
export const data = { eleventyExcludeFromCollections: true, permalink: "/feed.xml" };
export const render = (data) => feed(data.@@SITE@@.reports);
