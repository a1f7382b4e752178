// Finds the reports that have all the words typed. Pairs of characters lead to candidates; where that
// does not settle it, the reports' own texts do. The words stand in the address, so results can be linked.
(async () => {
  const box = document.getElementById("results");
  const form = document.querySelector("form.search");
  const words = new URLSearchParams(location.search);
  const root = new URL(box.dataset.root, location);
  const [status, list, more] = box.querySelectorAll("[role=status], ol, button");
  const STEP = 20;
  const MOST = 1000; // reports whose texts are looked into for one answer

  const HAN = "\\u3005\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const fold = (text) => text.normalize("NFKC").toLowerCase();

  const terms = (phrase) =>
    phrase.match(RegExp(`[${HAN}]+|[^${HAN}]+`, "gu")).flatMap((run) => {
      if (!RegExp(`[${HAN}]`, "u").test(run)) return run;
      const letters = [...run];
      return letters.slice(1).map((letter, place) => letters[place] + letter);
    });

  const files = new Map();
  const load = (path) => {
    if (!files.has(path)) {
      files.set(path, fetch(new URL(path, root)).then((answer) => {
        if (!answer.ok) throw Error(path);
        return answer.json();
      }));
    }
    return files.get(path);
  };

  const crc32 = (text) => {
    let sum = -1;
    for (const byte of new TextEncoder().encode(text)) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 && 0xedb88320);
    }
    return ~sum >>> 0;
  };

  // The numbers of the reports that have a term: gaps between blocks of five, and a set in each.
  const numbers = async (term, shards) => {
    const code = (await load(`search/${crc32(term) % shards}.json`))[term] ?? "";
    const found = new Set();
    let block = -1;
    for (const [, high, last, sign] of code.matchAll(/([A-Z]*)([0-9a-z])([^0-9A-Za-z]?)/g)) {
      block += parseInt(last, 36);
      block += 36 * [...high].reduce((sum, digit) => sum * 26 + digit.charCodeAt() - 65, 0);
      const set = sign ? "!#$%&'()*+,-./:;<=>?@[]^_`{|}~".indexOf(sign) + 2 : 1;
      for (let bit = 0; bit < 5; bit++) if ((set >> bit) & 1) found.add(block * 5 + bit);
    }
    return found;
  };

  const candidates = async (index, wanted) => {
    const sets = await Promise.all(wanted.map((term) => numbers(term, index.shards)));
    const [agency, year] = [words.get("agency"), words.get("year")];
    const found = [];
    let first = 0;
    for (const [id, , ...slugs] of index.agencies) {
      slugs.forEach((slug, place) => {
        const fits = (!agency || id === agency) && (!year || slug.slice(0, 4) === year);
        if (fits && sets.every((set) => set.has(first + place))) found.push({ id, slug });
      });
      first += Math.ceil(slugs.length / 5) * 5;
    }
    return found.sort((a, b) => b.slug.slice(0, 4) - a.slug.slice(0, 4));
  };

  // The lines around the first phrase. Folding may change a text's length, so it is done by letter.
  const excerpt = (texts, phrases) => {
    for (const text of texts) {
      const letters = [...text];
      const folded = letters.map(fold);
      const start = folded.join("").indexOf(phrases[0]);
      if (start < 0) continue;
      let [from, length] = [0, 0];
      while (length + folded[from].length <= start) length += folded[from++].length;
      let to = from;
      while (length < start + phrases[0].length) length += folded[to++].length;
      const mark = document.createElement("mark");
      mark.append(letters.slice(from, to).join(""));
      const before = letters.slice(Math.max(0, from - 30), from).join("");
      const after = letters.slice(to, to + 60).join("");
      return [from > 30 ? "…" : "", before, mark, after, to + 60 < letters.length ? "…" : ""];
    }
    return [];
  };

  const line = ({ id, slug, text: [title, ...parts] }, phrases, section) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = new URL(`${id}/${slug}/index.html${section && `#${section}`}`, root);
    link.append(title);
    const around = document.createElement("p");
    const texts = parts.filter(([name]) => !section || name === section).map(([, text]) => text);
    around.append(...excerpt([...texts, title], phrases));
    item.append(link, around);
    return item;
  };

  const search = async (phrases, section) => {
    const index = await load("search/index.json");
    const found = await candidates(index, phrases.flatMap(terms));
    const sure = !section && phrases.every((phrase) => terms(phrase).join() === phrase);
    const hits = [];
    let looked = 0;
    let shown = 0;
    const look = async () => {
      const some = found.slice(looked, (looked += STEP));
      for (const report of some) load(`${report.id}/${box.dataset.texts}`);
      for (const report of some) {
        report.text = (await load(`${report.id}/${box.dataset.texts}`))[report.slug];
        const [title, ...parts] = report.text;
        const texts = parts.filter(([name]) => !section || name === section).map(([, text]) => text);
        const whole = fold([...(section ? [] : [title]), ...texts].join("\n"));
        if (phrases.every((phrase) => whole.includes(phrase))) hits.push(report);
      }
    };
    const show = async (upTo) => {
      while (hits.length < upTo && looked < found.length) await look();
      for (; shown < Math.min(upTo, hits.length); shown++) {
        list.append(line(hits[shown], phrases, section));
      }
      more.hidden = shown === hits.length && looked >= found.length;
    };
    more.onclick = () => show(shown + STEP);
    await show(STEP);
    while (!sure && looked < Math.min(found.length, MOST)) await look();
    more.hidden = shown === hits.length && looked >= found.length;
    const many = !sure && looked < found.length;
    const count = sure ? found.length : hits.length;
    status.textContent = (many ? box.dataset.many : box.dataset.found).replace("%d", count);
  };

  const choose = async () => {
    for (const [id, name] of (await load("search/index.json")).agencies) {
      form.agency.append(new Option(name, id));
    }
    for (const [name, value] of words) if (form[name]) form[name].value = value;
  };

  const query = words.get("q") ?? "";
  form.q.value = query;
  try {
    if (query) {
      box.hidden = false;
      document.title = `${query} - ${document.title}`;
      const phrases = fold(query).match(/[\p{L}\p{N}]+/gu) ?? [];
      status.textContent = box.dataset.busy;
      if (phrases.flatMap(terms).length) await search(phrases, words.get("section") ?? "");
      else status.textContent = box.dataset.short;
    }
    await choose();
  } catch {
    box.hidden = false;
    status.textContent = box.dataset.broken;
  }
})();
