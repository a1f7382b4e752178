import { sitemap } from "../indexes.js";
export const data = { eleventyExcludeFromCollections: true, permalink: "/sitemap.xml" };
export const render = (data) => sitemap([["/"], ...data.@@SITE@@.years.map(({ year }) => [`/years/${year}/`]), ...data.@@SITE@@.agencies.map(({ url }) => [url]), ...data.@@SITE@@.reports.map(({ url, d }) => [url, d.published])]);
