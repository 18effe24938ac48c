// Results in place: a change in <form data-in-place>, or a tap on a link in [data-in-place], fetches the page of that
// address and takes over its parts with [data-live], by id. An address always gives the same page: caches mix nothing up.
// Other scripts hear "renewing" before and "renewed" after; its detail is what was asked for.
const FORM = "form[data-in-place]";
const said = Object.assign(document.createElement("output"), { className: "hide" }); // announced as a status
let [request, shown, lifted] = [null, location.search, Promise.resolve()];

document.body.append(said);
document.querySelectorAll(FORM).forEach((form) => { form.dataset.inPlace = "on"; });
addEventListener("popstate", () => location.search !== shown && show(location.href, false)); // else only the hash changed
document.addEventListener("change", ({ target }) => target.form?.matches(FORM) && show(address(target.form)));
document.addEventListener("submit", (event) => {
  if (!event.target.matches(FORM)) return;
  event.preventDefault();
  show(address(event.target));
});
// A finger that is down is to find under it what it came down on, or its tap is lost
addEventListener("pointerdown", () => {
  lifted = new Promise((done) => ["pointerup", "pointercancel"].forEach((end) => addEventListener(end, () => setTimeout(done), { once: true })));
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-in-place], [data-in-place] a");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  show(link.href);
});

function address(form) {
  const filled = [...new FormData(form)].filter(([, value]) => value.trim());
  return `${form.action}?${new URLSearchParams(filled)}`;
}

async function show(url, isNew = true) {
  request?.abort();
  request = new AbortController();
  const { signal } = request;
  document.getElementById("results").setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { signal });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    await dress(page);
    await lifted;
    signal.throwIfAborted();
    if (isNew && url !== location.href) history.pushState(null, "", url);
    shown = location.search;
    take(page, new URL(url).searchParams);
  } catch (error) {
    if (error.name === "AbortError") return;
    if (isNew) location.assign(url); // the browser says what is wrong, or shows the page that explains it
    else location.reload();
  }
}

// Style sheets that this page did without
async function dress(page) {
  const links = [...page.querySelectorAll("link[rel=stylesheet]")];
  const missing = links.filter((sheet) => !document.querySelector(`link[href="${sheet.getAttribute("href")}"]`));
  await Promise.all(missing.map((sheet) => new Promise((done) => {
    sheet.onload = sheet.onerror = done;
    document.head.append(sheet);
  })));
}

function take(page, asked) {
  document.dispatchEvent(new Event("renewing"));
  for (const part of document.querySelectorAll("[data-live]")) {
    part.replaceChildren(...(page.getElementById(part.id)?.childNodes ?? []));
  }
  document.querySelector(".sprite").replaceWith(page.querySelector(".sprite"));
  document.querySelectorAll("a[hreflang]").forEach((link) => {
    link.href = page.querySelector(`a[hreflang="${link.hreflang}"]`).href;
  });
  document.title = page.title;
  document.getElementById("results").removeAttribute("aria-busy");
  said.replaceChildren(document.querySelector("[data-total]").textContent);
  document.dispatchEvent(new CustomEvent("renewed", { detail: asked }));
}
