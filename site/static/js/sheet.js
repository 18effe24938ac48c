// A <details data-sheet> that lies over the page on a phone: Escape closes it, and so does a [data-sheet-close] in it,
// which says in [data-counted] how many services are behind it: without scripts it could not keep that true.
// That nothing behind the sheet can be reached is up to the style sheet, so that it holds without scripts.
const isOver = (sheet) => sheet?.open && getComputedStyle(sheet).position === "fixed";

function count() {
  document.querySelectorAll("[data-counted]").forEach((button) => { button.textContent = button.dataset.counted; });
}

count();
document.addEventListener("renewed", count);
document.addEventListener("keydown", ({ key, target }) => {
  const sheet = target.closest("[data-sheet]");
  if (key !== "Escape" || !isOver(sheet)) return;
  sheet.open = false;
  sheet.querySelector("summary").focus();
});
document.addEventListener("submit", ({ target, submitter }) => {
  const sheet = target.closest("[data-sheet]");
  if (!submitter?.matches("[data-sheet-close]") || !isOver(sheet)) return;
  sheet.open = false;
  document.querySelector("h1").focus();
});
