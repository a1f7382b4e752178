import { homePage } from "../indexes.js";
export const data = { eleventyExcludeFromCollections: true, permalink: "/" };
export const render = (data) => homePage(data.@@SITE@@.years.map(({ year }) => year), data.@@SITE@@.cities);
