// What is typed into a form[data-typed] is kept on this device until the server says that it was saved: it is there
// again after a lost connection, an expired sign-in or an error, and the page says so. Passwords and files are never
// kept; after a day, at signing out, and when somebody else signs in, it is forgotten.
const DAY = 86_400_000;
const PREFIX = "typed:";
const form = document.querySelector("form[data-typed]");
const person = document.querySelector("[data-person]")?.dataset.person ?? "";
const mine = `${PREFIX}${person}:`;
const key = mine + location.pathname;
// Set once what stands in the form is on its way, given up, or to be left to nobody
let isDone = false;
const show = (selector) => document.querySelectorAll(selector).forEach((each) => { each.hidden = false; });

// A browser that keeps nothing throws at every touch
function safely(act) {
  try { return act(); } catch { return null; }
}

function forgetAll(isToGo) {
  safely(() => Object.keys(localStorage).filter((name) => name.startsWith(PREFIX) && isToGo(name)).forEach((name) => localStorage.removeItem(name)));
}

const isOld = (name) => !(Date.now() - (safely(() => JSON.parse(localStorage.getItem(name)))?.at ?? 0) < DAY);

function kept() {
  return [...form.elements].filter(({ name, type }) => name && !["hidden", "submit", "file", "password", "button"].includes(type));
}

function read() {
  return kept().map((field) => [field.name, /radio|checkbox/.test(field.type) ? `${field.value}=${field.checked}` : field.value]);
}

function restore(pairs) {
  const fields = kept();
  pairs.forEach(([name, value], number) => {
    const field = fields[number];
    if (field?.name !== name) return;
    const isTicked = /radio|checkbox/.test(field.type);
    if (isTicked) field.checked = value === `${field.value}=true`;
    else field.value = value;
    if ((isTicked ? field.checked : field.value) && field.closest("details")) field.closest("details").open = true;
  });
  show("[data-saved], [data-back]");
}

function follow() {
  const now = JSON.stringify(read());
  const found = safely(() => JSON.parse(localStorage.getItem(key)));
  // A form that came back with errors was typed over what it showed at first
  const began = "bound" in form.dataset && found ? found.began : now;
  let wait = 0;
  const remember = () => isDone || safely(() => {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), began, pairs: read() }));
    show("[data-saved]");
  });
  // Only over what it was typed over: what was saved meanwhile, here or by somebody else, stays
  if (found?.began === now && JSON.stringify(found.pairs) !== now) restore(found.pairs);
  form.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(remember, 300); });
  form.addEventListener("submit", () => {
    remember();
    isDone = true;
    safely(() => sessionStorage.setItem("sent", key));
  });
  addEventListener("pagehide", () => { if (JSON.stringify(read()) !== now) remember(); });
  // Gone back to, as it was when it was sent
  addEventListener("pageshow", () => { isDone = false; });
  document.querySelector("[data-discard]")?.addEventListener("click", () => {
    isDone = true;
    forgetAll((name) => name === key);
    location.replace(location.pathname + location.search);
  });
}

forgetAll((name) => !name.startsWith(mine) || isOld(name));
if (document.querySelector("[data-done]")) forgetAll((name) => name === safely(() => sessionStorage.getItem("sent")));
document.querySelector("[data-forget]")?.addEventListener("click", () => forgetAll((name) => name === key));
document.querySelector("[data-leaves]")?.addEventListener("submit", () => { isDone = true; forgetAll(() => true); });
// On a phone the row of sections is longer than the screen
document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
if (form) follow();
