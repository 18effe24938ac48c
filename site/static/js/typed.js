// What is typed into a form[data-typed] is kept on this device until it is saved, and is there again after a lost
// connection, an expired sign-in or an error. Passwords and files are never kept; after a day it is forgotten.
const DAY = 86_400_000;
const form = document.querySelector("form[data-typed]");
const key = `typed:${location.pathname}`;
const told = document.querySelector("[data-saved]");

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
    if (/radio|checkbox/.test(field.type)) field.checked = value === `${field.value}=true`;
    else field.value = value;
    if (field.value && field.closest("details")) field.closest("details").open = true;
  });
}

function forget() {
  try { localStorage.removeItem(key); } catch { /* a browser that keeps nothing */ }
}

function remember() {
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), began, pairs: read() }));
    if (told) told.hidden = false;
  } catch { /* as above */ }
}

// A form that was sent is forgotten once another page of the workspace has come: then it was saved
function forgetSent() {
  try {
    const sent = sessionStorage.getItem("sent");
    if (!sent || sent === key) return;
    localStorage.removeItem(sent);
    sessionStorage.removeItem("sent");
  } catch { /* as above */ }
}

function follow() {
  let [found, wait, sent] = [null, 0, false];
  try { found = JSON.parse(localStorage.getItem(key)); } catch { forget(); }
  // Only over what it was typed over: what was saved meanwhile, here or by somebody else, stays
  if (found?.began === began && Date.now() - found.at < DAY) {
    restore(found.pairs);
    if (told) told.hidden = false;
  }
  form.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(remember, 300); });
  form.addEventListener("submit", () => {
    sent = true;
    remember();
    try { sessionStorage.setItem("sent", key); } catch { /* as above */ }
  });
  addEventListener("pagehide", () => { if (!sent && JSON.stringify(read()) !== began) remember(); });
}

const began = JSON.stringify(form ? read() : []);
forgetSent();
// On a phone the row of sections is longer than the screen
document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
document.querySelector("[data-forget]")?.addEventListener("click", forget);
if (form) follow();
