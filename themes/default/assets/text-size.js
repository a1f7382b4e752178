// Remembers the chosen text size. Without this script the choice still works, for one page.
(() => {
  const key = "text-size";
  const sizes = document.querySelectorAll("input[name=size]");
  try {
    const kept = localStorage.getItem(key);
    for (const size of sizes) {
      if (size.value === kept) size.checked = true;
      size.addEventListener("change", () => localStorage.setItem(key, size.value));
    }
  } catch {
    // Storage is forbidden here, as in some browsers for files: nothing to remember with.
  }
})();
