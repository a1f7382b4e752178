// Narrows a list of agencies to those whose name holds what is typed; the list itself needs no script.
(() => {
  const box = document.querySelector(".filter");
  const list = document.getElementById(box?.dataset.list);
  if (!list) return;

  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/\s/g, "");
  const lines = [...list.querySelectorAll("li, tbody tr")];
  const names = new Map(lines.map((line) => [line, plain(line.querySelector("a").textContent)]));
  const status = box.querySelector("[role=status]");

  const narrow = (wanted) => {
    let found = 0;
    // Children stand after their parents, so from the end each line knows what is shown below it.
    for (const line of [...lines].reverse()) {
      const matches = names.get(line).includes(wanted);
      found += matches;
      line.hidden = !matches && !line.querySelector("li:not([hidden])");
    }
    status.textContent = wanted ? box.dataset.found.replace("%d", found) : "";
  };

  const input = box.querySelector("input");
  input.addEventListener("input", () => narrow(plain(input.value)));
  // The browser may have kept what was typed before the page was left.
  narrow(plain(input.value));
})();
