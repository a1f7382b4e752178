// What every page has. Plain functions of template literals: the fastest templates Eleventy knows.
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const esc = (text) => String(text).replace(/[&<>"]/g, (char) => ESCAPES[char]);
export const day = (date) => (date instanceof Date ? date.toISOString().slice(0, 10) : String(date));
export const SITE = "政府信息公开年度报告";
export const ORIGIN = "https://www.example.com";

export const shell = ({ title, url, head = "", scripts = "", crumbs = "", main }) => `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'">
<title>${esc(title)}${url === "/" ? "" : ` - ${SITE}`}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
${head || `<meta name="description" content="${esc(title)}">\n`}<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<meta name="SiteName" content="${SITE}">
<meta name="SiteDomain" content="www.example.com">
<link rel="canonical" href="${ORIGIN}${url}">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<script src="/assets/early.js"></script>
<link rel="stylesheet" href="/assets/site.css">
${scripts}</head>
<body>
<a class="skip" href="#main">跳到主要内容</a>
<header class="masthead">
<div class="wrap bar">
<p class="brand"><a href="/">${SITE}</a></p>
<nav class="menu" aria-label="主导航">
<ul>
<li><a href="/">首页</a></li>
<li><a href="/about/">关于本站</a></li>
</ul>
</nav>
<fieldset class="size">
<legend>字号</legend>
<div>
<span><input type="radio" name="size" id="size-1" value="1" checked><label for="size-1">标准</label></span>
<span><input type="radio" name="size" id="size-2" value="2"><label for="size-2">大</label></span>
<span><input type="radio" name="size" id="size-3" value="3"><label for="size-3">特大</label></span>
</div>
</fieldset>
</div>
</header>
<aside class="notice" aria-label="提示"><p class="wrap">演示数据：机关和数字均为虚构。</p></aside>
${crumbs}
<main id="main" class="wrap" tabindex="-1">
${main}
</main>
<footer class="foot">
<div class="wrap">
<ul class="links">
<li><a href="/">站点地图</a></li>
<li><a href="/about/">关于本站</a></li>
</ul>
<p class="source">网址：${ORIGIN}${url}</p>
</div>
</footer>
</body>
</html>
`;

export const trail = (steps) => `<nav class="crumbs wrap" aria-label="面包屑导航">
<ol>
<li><a href="/">首页</a></li>
${steps.map(([label, url], i) => `<li><a href="${url}"${i === steps.length - 1 ? ' aria-current="page"' : ""}>${esc(label)}</a></li>`).join("\n")}
</ol>
</nav>`;

export const contact = (c) => `<section class="contact">
<h2>联系方式</h2>
<dl class="pairs">
<div><dt>联系部门</dt><dd>${esc(c.office)}</dd></div>
<div><dt>地址</dt><dd>${esc(c.address)}</dd></div>
<div><dt>邮编</dt><dd>${esc(c.postcode)}</dd></div>
<div><dt>电话</dt><dd><a href="tel:${esc(c.phone)}">${esc(c.phone)}</a></dd></div>
</dl>
</section>`;
