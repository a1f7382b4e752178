// The index has candidates; texts decide.
const form = document.querySelector(".search");
const box = document.getElementById("results");
const [status, list, more] = box.querySelectorAll("p,ol,button");
const say = (key, count) => (status.textContent = box.dataset[key].replace("%d", count));
const make = (tag, ...parts) => {
  const made = document.createElement(tag);
  made.append(...parts);
  return made;
};
const wish = Object.fromEntries(new URLSearchParams(location.search));

const load = (path) => (load[path] ??= fetch(box.dataset.at + path).then((got) => got.json()));
const fold = (text) => text.normalize("NFKC").toLowerCase();

const terms = (phrase) => [
  ...[...phrase.matchAll(/(?=(\p{sc=Han}{2}))/gu)].map(([, pair]) => pair),
  ...phrase.split(/\p{sc=Han}/u).filter(Boolean),
];

// The reports of a term: for each block of five, a set in bits.
const blocks = async (term, shards) => {
  const shard = [...term].reduce((sum, one) => sum + one.codePointAt(), 0) % shards;
  const code = (await load(`${shard}.json`))[term] ?? "";
  const found = [];
  let block = -1;
  for (const [, high, last, sign] of code.matchAll(/([A-Z]*)(\w)(\W|_)?/g)) {
    block += [...high].reduce((gap, one) => gap * 26 + parseInt(one, 36) - 10, 0) * 36;
    block += parseInt(last, 36);
    found[block] = "!#$%&'()*+,-./:;<=>?@[]^_`{|}~".indexOf(sign) + 2;
  }
  return found;
};

const search = async (words, { shards, agencies }) => {
  const sets = await Promise.all(words.flatMap(terms).map((term) => blocks(term, shards)));
  const found = [];
  let block = 0;
  for (const [id, , ...slugs] of agencies) {
    slugs.forEach((slug, place) => {
      const has = (set) => (set[block + Math.floor(place / 5)] >> place % 5) & 1;
      const fits = id === (wish.agency || id) && slug.startsWith(wish.year ?? "");
      if (fits && sets.every(has)) found.push({ id, slug });
    });
    block += Math.ceil(slugs.length / 5);
  }
  found.sort((a, b) => parseInt(b.slug) - parseInt(a.slug));
  const sure = !wish.section && words.every((one) => terms(one)[0] === one);
  const hits = [];
  let looked = 0;
  let upTo = 0;
  const look = async () => {
    const some = found.slice(looked, (looked += 20));
    const read = await Promise.all(some.map(({ id }) => load(`../${id}/search.json`)));
    some.forEach((report, place) => {
      const parts = read[place][report.slug];
      const wanted = parts.filter(([id]) => id === (wish.section || id));
      const text = wanted.map((part) => part[1]).join("\n");
      const folded = fold(text);
      const fits = words.every((one) => folded.includes(one));
      if (fits) hits.push({ ...report, parts, text, folded });
    });
  };
  const line = ({ id, slug, parts, text, folded }) => {
    const link = make("a", parts.at(-1)[1]);
    link.href = `../${id}/${slug}/index.html#${wish.section ?? ""}`;
    const at = folded.indexOf(words[0]); // texts are as long folded
    const end = at + words[0].length;
    const mark = make("mark", text.slice(at, end));
    const before = text.slice(Math.max(0, at - 30), at);
    return make("li", link, make("p", before, mark, text.slice(end, end + 60)));
  };
  more.onclick = async () => {
    upTo += 20;
    while (hits.length < upTo && looked < found.length) await look();
    list.append(...hits.slice(list.children.length, upTo).map(line));
    more.hidden = hits.length <= upTo && looked >= found.length;
  };
  await more.onclick();
  while (!sure && looked < Math.min(found.length, 1000)) await look();
  say(sure || looked >= found.length ? "found" : "many", sure ? found.length : hits.length);
};

(async () => {
  if (location.protocol === "file:") throw 0;
  const index = await load(box.dataset.index);
  for (const [id, name] of index.agencies) form.agency.append(new Option(name, id));
  for (const name in wish) if (form[name]) form[name].value = wish[name];
  if (!wish.q) return;
  box.hidden = false;
  document.title = `${wish.q} - ${document.title}`;
  const words = fold(wish.q).match(/[\p{L}\p{N}]+/gu) ?? [];
  await (words.flatMap(terms).length ? search(words, index) : say("short"));
})().catch(() => {
  box.hidden = false;
  say("broken");
});
