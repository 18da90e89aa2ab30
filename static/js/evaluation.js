"use strict";
// A score sheet by keyboard, and its running total while one types. The server computes it as well; nothing depends on
// this file. What saves the sheet while it is typed is js/writing.js.
const readPoints = (input) => {
  const typed = input.value.trim().replace(",", ".");
  if (!/^\d+(\.\d{1,2})?$/.test(typed)) return null;
  const points = Number(typed);
  return points <= Number(input.dataset.max) ? points : null;
};

const writePoints = (points) => String(Math.round(points * 100) / 100).replace(".", ",");

const addUp = (form) => {
  let ordinary = 0;
  let bonus = 0;
  let missing = 0;
  form.querySelectorAll("input[data-max]").forEach((input) => {
    const points = readPoints(input);
    const isBonus = "bonus" in input.dataset;
    const note = input.parentElement.querySelector("[data-unscored]");
    if (note) note.hidden = points !== null;
    if (points === null) missing += isBonus ? 0 : 1;
    else if (isBonus) bonus += points;
    else ordinary += points;
  });
  form.querySelectorAll("[data-gate]").forEach((gate) => {
    if (!gate.querySelector("input:checked")) missing += 1;
  });
  form.querySelector("[data-total]").textContent = writePoints(ordinary + Math.min(bonus, Number(form.dataset.cap)));
  form.querySelector("[data-missing]").textContent = missing ? `còn ${missing} tiêu chí chưa chấm` : "đã chấm đủ";
};

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-sheet]");
  if (form) addUp(form);
});

// Left with points that cannot be: marked at the place itself. js/writing.js takes the mark away as soon as one types there.
document.addEventListener("change", (event) => {
  const input = event.target;
  if (input.matches("form[data-sheet] input[data-max]") && input.value.trim() && readPoints(input) === null) {
    input.setAttribute("aria-invalid", "true");
  }
});

// After a saving the server's total stands there; what was typed since is added again.
document.addEventListener("htmx:afterSettle", () => document.querySelectorAll("form[data-sheet]").forEach(addUp));

// The places one types at, in their order: a condition is one place, whichever of its answers is chosen.
const places = (form) => [...form.querySelectorAll("input[data-max], [data-gate], input[data-note], textarea")].map((place) =>
  place.matches("[data-gate]") ? place.querySelector("input:checked") ?? place.querySelector("input") : place);
const SCORED = "input[data-max], [data-gate] input, textarea";
const enter = (place) => {
  if (!place) return;
  place.focus();
  // A browser leaves alone what is inside the window, even under the bar at its foot.
  place.scrollIntoView({ block: "nearest" });
  if (place.matches("input[data-max]")) place.select();
};
const placeOf = (target) => target.closest("[data-gate]")?.querySelector("input:checked") ?? target.closest("[data-gate]")?.querySelector("input") ?? target;
const step = (form, target, by, only) => {
  const all = places(form).filter((place) => !only || place === placeOf(target) || place.matches(only));
  enter(all[all.indexOf(placeOf(target)) + by]);
};

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form[data-sheet]");
  if (!form || event.isComposing || event.altKey) return;
  const typing = event.target.matches("input[data-max], input[data-note], [data-gate] input");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit(form.elements.tiep);
  } else if (event.key === "Enter" && typing) {
    event.preventDefault();
    // A word beside a score stands before its points; one goes on to the next points that are still to be given.
    const own = event.target.closest(".score")?.querySelector("input[data-max]");
    step(form, event.target, event.target.matches("[data-note]") && own?.value ? 2 : 1, SCORED);
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && event.target.matches("input[data-max]")) {
    event.preventDefault();
    step(form, event.target, event.key === "ArrowDown" ? 1 : -1, SCORED);
  }
});

// A sheet opens at the first place that is still empty. Not where a finger points: the keyboard of a phone would cover
// what is to be read first; and not where something else has to be read first.
const HAS_KEYBOARD = "(hover: hover) and (pointer: fine)";
document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form[data-sheet]");
  const told = document.querySelector(".error-summary, form[data-clash]");
  if (!form || told || location.hash || !matchMedia(HAS_KEYBOARD).matches) return;
  enter(places(form).find((place) => place.matches("input[data-max]") ? !place.value : place.type === "radio" && !place.checked) ?? places(form)[0]);
});
