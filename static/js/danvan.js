"use strict";
// Everything works without this file; it only shortens the way.

// A form that has been sent is not sent again by a second click (the server would recognise it anyway).
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (form.method === "post" && !form.hasAttribute("hx-post")) form.dataset.sent = "1";
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

// Text boxes grow with their text.
const grow = (box) => {
  box.style.setProperty("height", "auto");
  box.style.setProperty("height", `${box.scrollHeight + 4}px`);
};
document.addEventListener("input", (event) => event.target.tagName === "TEXTAREA" && grow(event.target));
document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("textarea").forEach(grow));
