"use strict";
// Everything works without this file; it only shortens the way.

// A form that has been sent is not sent again by a second click (the server would recognise it anyway).
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  // What opens in a tab of its own leaves this page as it is: the next press may be about something else.
  if (form.method === "post" && !form.hasAttribute("hx-post") && form.target !== "_blank") form.dataset.sent = "1";
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

// Text boxes grow with their text.
const grow = (box) => {
  box.style.setProperty("height", "auto");
  box.style.setProperty("height", `${box.scrollHeight + 4}px`);
};
document.addEventListener("input", (event) => event.target.tagName === "TEXTAREA" && grow(event.target));
document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("textarea").forEach(grow));

// The picked files are named beside the button.
document.addEventListener("change", (event) => {
  const names = event.target.type === "file" && document.querySelector(`output[for="${event.target.id}"]`);
  if (names) names.textContent = [...event.target.files].map((file) => file.name).join(", ") || "chưa chọn tệp nào";
});

// A page of another kind never takes the place of a part: the sign-in after a session has ended, a refusal.
document.addEventListener("htmx:beforeSwap", (event) => {
  const address = new URL(event.detail.xhr.responseURL || location.href).pathname;
  if (address.startsWith("/dang-nhap/") || event.detail.xhr.status >= 400) event.detail.shouldSwap = false;
});

// What the server says it has kept need not wait in this browser any longer (js/writing.js).
const arrived = document.cookie.match(/(?:^|; )da-luu=([0-9a-f-]+)/);
if (arrived) {
  document.cookie = "da-luu=; Max-Age=0; Path=/";
  try {
    Object.keys(localStorage).filter((name) => name.startsWith("danvan-nhap:") && localStorage.getItem(name).includes(arrived[1])).forEach((name) => localStorage.removeItem(name));
  } catch { /* a browser that keeps nothing has nothing to forget */ }
}

// A slip is printed by one press; without this file the browser's own menu prints it.
document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}));

// What is typed into a password box can be looked at; without this file it simply stays covered.
document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("input[type=password]").forEach((box) => {
  const button = document.createElement("button");
  const show = (shown) => {
    box.type = shown ? "text" : "password";
    button.textContent = shown ? "Ẩn mật khẩu" : "Hiện mật khẩu";
    button.setAttribute("aria-pressed", String(shown));
  };
  button.type = "button";
  button.className = "link-button show-password";
  button.setAttribute("aria-controls", box.id);
  button.addEventListener("click", () => show(box.type === "password"));
  box.form.addEventListener("submit", () => show(false));
  box.after(button);
  show(false);
}));

// What is begun in a small box stays in this tab until that box is sent, whatever else on the page is sent before.
const keptAs = (box) => `danvan-loi:${location.pathname}:${box.form.elements.position?.value ?? ""}:${box.id}`;
const inTab = (act) => {
  try {
    return act(sessionStorage);
  } catch {
    return null; // a browser that keeps nothing works as without this
  }
};
document.addEventListener("input", ({ target }) => {
  if (target.matches("[data-kept]")) inTab((tab) => tab.setItem(keptAs(target), target.value));
});
document.addEventListener("submit", (event) => {
  event.target.querySelectorAll("[data-kept]").forEach((box) => inTab((tab) => tab.removeItem(keptAs(box))));
});
document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-kept]").forEach((box) => {
  const begun = inTab((tab) => tab.getItem(keptAs(box)));
  if (!begun || box.value) return;
  box.value = begun;
  const folded = box.closest("details");
  if (folded) folded.open = true;
  grow(box);
}));
