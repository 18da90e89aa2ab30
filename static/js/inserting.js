"use strict";
// Puts a figure where the cursor stands in the text. Without this file its name is typed by hand.
(() => {
  const box = document.getElementById("id_text");
  if (!box) return;
  document.querySelectorAll("[data-inserts]").forEach((place) => { place.hidden = false; });
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-insert]");
    if (!button) return;
    box.setRangeText(button.dataset.insert, box.selectionStart, box.selectionEnd, "end");
    box.focus();
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
