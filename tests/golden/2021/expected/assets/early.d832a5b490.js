// What has to be known before the first paint, so that the page does not jump: that scripts run, and
// the text size chosen last time. Without this script the choice still works, for one page.
(() => {
  const root = document.documentElement;
  root.dataset.script = "";

  const key = "text-size";
  let kept = null;
  try {
    kept = localStorage.getItem(key);
  } catch {
    // Storage is forbidden here, as in some browsers for files.
    return;
  }
  if (kept) root.dataset.size = kept;
  addEventListener("DOMContentLoaded", () => {
    for (const size of document.querySelectorAll("input[name=size]")) {
      if (size.value === kept) {
        size.checked = true;
        delete root.dataset.size;
      }
      size.addEventListener("change", () => localStorage.setItem(key, size.value));
    }
  });
})();
