// Remembers the chosen text size. Without this script the choice still works, for one page.
(() => {
  const key = "text-size";
  const root = document.documentElement;
  let kept = null;
  try {
    kept = localStorage.getItem(key);
  } catch {
    // Storage is forbidden here, as in some browsers for files: nothing to remember with.
    return;
  }
  // Before the first paint, so that the page does not jump when its radio buttons come along.
  if (kept) root.dataset.size = kept;
  addEventListener("DOMContentLoaded", () => {
    for (const size of document.querySelectorAll("input[name=size]")) {
      if (kept) size.checked = size.value === kept;
      size.addEventListener("change", () => localStorage.setItem(key, size.value));
    }
    delete root.dataset.size;
  });
})();
