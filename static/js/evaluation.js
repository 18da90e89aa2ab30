"use strict";
// The running total of a score sheet while one types. The server computes it as well; nothing depends on this.
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
