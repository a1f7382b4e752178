// Each report is a Markdown file with its data file beside it, as Eleventy's data cascade wants it.
import { load } from "js-yaml";

const sorted = (reports) => reports.sort((a, b) => (a.url < b.url ? -1 : 1));

const gather = (api) => {
  const cities = new Map(), agencies = new Map(), reports = [], years = {};
  for (const { data, page } of sorted(api.getFilteredByGlob("content/reports/**/*.md"))) {
    const [, c, a, year] = page.url.split("/");
    if (!cities.has(c)) cities.set(c, { ...data.city, url: `/${c}/`, reports: [], below: [] });
    const above = cities.get(c), url = `/${c}/${a}/`;
    if (!agencies.has(url)) {
      agencies.set(url, { ...data.agency, url, above, reports: [], below: [] });
      above.below.push(agencies.get(url));
    }
    const agency = agencies.get(url);
    const report = { agency, year, url: page.url, d: data, older: agency.reports[0] };
    if (report.older) report.older.newer = report;
    agency.reports.unshift(report);
    reports.push(report);
    (years[year] ??= []).push(report);
  }
  return { cities: [...cities.values()], agencies: [...cities.values(), ...agencies.values()], reports, byUrl: Object.fromEntries(reports.map((report) => [report.url, report])), years: Object.entries(years).reverse().map(([year, of]) => ({ year, of })) };
};

export default function (config) {
  config.addDataExtension("yml", (text) => load(text));
  config.addPassthroughCopy("assets");
  config.setQuietMode(true);
  config.addCollection("site", gather);
  return { dir: { input: "content", includes: "../_includes", output: "_site" }, markdownTemplateEngine: false, htmlTemplateEngine: false, templateFormats: ["md", "11ty.js"] };
}
