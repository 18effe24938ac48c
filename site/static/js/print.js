// Print buttons: <button data-print hidden>. Without JavaScript they stay hidden; the browser's own menu prints.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
