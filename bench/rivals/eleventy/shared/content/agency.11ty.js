import { agencyPage } from "../indexes.js";
export const data = { eleventyExcludeFromCollections: true, pagination: { data: "@@SITE@@.agencies", size: 1, alias: "agency", addAllPagesToCollections: false }, permalink: ({ agency }) => agency.url };
export const render = ({ agency }) => agencyPage(agency);
