export default { layout: "report.11ty.js", permalink: ({ page }) => `${page.filePathStem.slice("/reports".length)}/` };
