// Everything is read once into one global record, and the pages are paginated over it.
import fs from "node:fs";
import { load } from "js-yaml";

const yaml = (path) => load(fs.readFileSync(path, "utf8"));
const folders = (path) => fs.readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();

const read = () => {
  const cities = [], agencies = [], reports = [], years = {};
  for (const c of folders("reports")) {
    const city = { ...yaml(`reports/${c}/agency.yml`), url: `/${c}/`, reports: [], below: [] };
    cities.push(city);
    for (const a of folders(`reports/${c}`)) {
      const place = `reports/${c}/${a}`;
      const agency = { ...yaml(`${place}/agency.yml`), url: `/${c}/${a}/`, above: city, below: [] };
      agency.reports = fs.readdirSync(place).filter((name) => name.endsWith(".md")).sort().reverse().map((name) => {
        const year = name.slice(0, 4);
        return { agency, year, d: yaml(`${place}/${year}.yml`), markdown: `${place}/${name}`, url: `${agency.url}${year}/` };
      });
      agency.reports.forEach((report, i) => {
        report.newer = agency.reports[i - 1];
        report.older = agency.reports[i + 1];
        reports.push(report);
        (years[report.year] ??= []).push(report);
      });
      city.below.push(agency);
      agencies.push(agency);
    }
  }
  return { cities, agencies: [...cities, ...agencies], reports, years: Object.entries(years).reverse().map(([year, of]) => ({ year, of })) };
};

export default function (config) {
  config.addPassthroughCopy("assets");
  config.setQuietMode(true);
  config.addGlobalData("site", read);
  return { dir: { input: "content", output: "_site" }, markdownTemplateEngine: false, htmlTemplateEngine: false, templateFormats: ["11ty.js"] };
}
