// "Leave this page quickly": <a data-exit href="a harmless page">, and Escape pressed three times.
// Replaces the page, so that "back" does not lead to it again, and forgets what pages of ours kept on this device; works
// for a link that came in later. It cannot clear the history of the browser, nor the cookie of a tray.
const TIMES = 3, WITHIN = 2_000; // milliseconds from the first to the last
let presses = [];

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-exit]");
  if (!link) return;
  event.preventDefault();
  leave(link);
});

document.addEventListener("keydown", (event) => {
  if (event.repeat) return;
  // An Escape that closed something was not meant for us
  const counts = event.key === "Escape" && !event.defaultPrevented;
  presses = counts ? [...presses, event.timeStamp].slice(-TIMES) : [];
  const link = document.querySelector("[data-exit]");
  if (link && presses.length === TIMES && presses.at(-1) - presses[0] <= WITHIN) leave(link);
});

function leave(link) {
  document.documentElement.hidden = true; // at once, however slow the network is
  document.title = link.hostname;
  try {
    localStorage.clear();
    sessionStorage.clear();
  } catch { /* a browser that keeps nothing */ }
  location.replace(link.href);
}
