// Finds reports that have all the words typed: the index leads to candidates, their texts decide.
const form = document.querySelector(".search");
const box = document.getElementById("results");
const [status, list, more] = box.querySelectorAll("[role=status], ol, button");
const say = (key, count) => (status.textContent = box.dataset[key].replace("%d", count));
const make = (tag, ...parts) => {
  const made = document.createElement(tag);
  made.append(...parts);
  return made;
};
const wish = Object.fromEntries(new URLSearchParams(location.search));

const files = {};
const load = (path) =>
  (files[path] ??= fetch(path).then((got) => (got.ok ? got.json() : Promise.reject())));
const fold = (text) => text.normalize("NFKC").toLowerCase();

// Pairs of Chinese characters, and whole words of other letters.
const terms = (phrase) => [
  ...[...phrase.matchAll(/(?=(\p{sc=Han}{2}))/gu)].map(([, pair]) => pair),
  ...phrase.split(/\p{sc=Han}/u).filter(Boolean),
];

// The numbers of a term's reports: gaps between blocks of five, each with the set of those in it.
const numbers = async (term, shards) => {
  const shard = [...term].reduce((sum, one) => sum + one.codePointAt(), 0) % shards;
  const code = (await load(`${shard}.json`))[term] ?? "";
  const found = new Set();
  let block = -1;
  for (const [, high, last, sign] of code.matchAll(/([A-Z]*)(\w)(\W|_)?/g)) {
    block += [...high].reduce((gap, one) => gap * 26 + parseInt(one, 36) - 10, 0) * 36;
    block += parseInt(last, 36);
    const set = "!#$%&'()*+,-./:;<=>?@[]^_`{|}~".indexOf(sign) + 2;
    for (let bit = 0; bit < 5; bit++) if ((set >> bit) & 1) found.add(block * 5 + bit);
  }
  return found;
};

const search = async (phrases, { shards, agencies }) => {
  const sets = await Promise.all(phrases.flatMap(terms).map((term) => numbers(term, shards)));
  const found = [];
  let first = 0;
  for (const [id, , ...slugs] of agencies) {
    slugs.forEach((slug, place) => {
      const fits = id === (wish.agency || id) && slug.startsWith(wish.year ?? "");
      if (fits && sets.every((set) => set.has(first + place))) found.push({ id, slug });
    });
    first += Math.ceil(slugs.length / 5) * 5;
  }
  found.sort((one, other) => parseInt(other.slug) - parseInt(one.slug));
  const sure = !wish.section && phrases.every((phrase) => terms(phrase)[0] === phrase);
  const hits = [];
  let looked = 0;
  const look = async () => {
    const some = found.slice(looked, (looked += 20));
    const read = await Promise.all(some.map(({ id }) => load(`../${id}/search.json`)));
    some.forEach((report, place) => {
      const [title, ...parts] = read[place][report.slug];
      const wanted = parts.filter(([id]) => id === (wish.section || id)).map(([, text]) => text);
      const text = [...wanted, wish.section ? "" : title].join("\n");
      if (phrases.every((phrase) => fold(text).includes(phrase))) hits.push({ ...report, title, text });
    });
  };
  const line = ({ id, slug, title, text }) => {
    const link = make("a", title);
    link.href = `../${id}/${slug}/index.html#${wish.section ?? ""}`;
    // A letter that folding makes several of stays as it is, so that places agree.
    const same = text.replace(/./gu, (one) => (fold(one).length > one.length ? one : fold(one)));
    const at = same.indexOf(phrases[0]);
    const end = at + phrases[0].length;
    const mark = make("mark", text.slice(at, end));
    const around = make("p", "…", text.slice(Math.max(0, at - 30), at), mark, text.slice(end, end + 60), "…");
    return make("li", link, around);
  };
  more.onclick = async () => {
    const upTo = list.children.length + 20;
    while (hits.length < upTo && looked < found.length) await look();
    list.append(...hits.slice(upTo - 20, upTo).map(line));
    more.hidden = hits.length <= upTo && looked >= found.length;
  };
  await more.onclick();
  while (!sure && looked < Math.min(found.length, 1000)) await look();
  say(sure || looked >= found.length ? "found" : "many", sure ? found.length : hits.length);
};

(async () => {
  if (location.protocol === "file:") throw "no script may read files";
  const index = await load("index.json");
  for (const [id, name] of index.agencies) form.agency.append(new Option(name, id));
  for (const name in wish) if (form[name]) form[name].value = wish[name];
  if (!wish.q) return;
  box.hidden = false;
  document.title = `${wish.q} - ${document.title}`;
  const phrases = fold(wish.q).match(/[\p{L}\p{N}]+/gu) ?? [];
  say("busy");
  await (phrases.flatMap(terms).length ? search(phrases, index) : say("short"));
})().catch(() => {
  box.hidden = false;
  say("broken");
});
