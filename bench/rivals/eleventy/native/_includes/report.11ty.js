import { reportPage } from "../report.js";
export const render = ({ collections, page, content }) => reportPage(collections.site.byUrl[page.url], content);
