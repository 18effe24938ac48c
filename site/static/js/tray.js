// Adds services to the tray without leaving the page: <form id="tray"> with buttons of form="tray". One after the other:
// the first one makes the tray, and only with its cookie does the next one go into the same. A second tap does nothing.
// Whatever goes wrong, the form is sent as without a script.
const form = document.querySelector("#tray");
const tapped = new Set();
let last = Promise.resolve();

form?.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (form.dataset.plain || !button) return;
  event.preventDefault();
  if (tapped.has(button)) return;
  tapped.add(button);
  last = last.then(() => add(button));
});

async function add(button) {
  if (form.dataset.plain) return; // the page is being left with one before it
  try {
    const body = new URLSearchParams([[button.name, button.value]]);
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
    const parts = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [link, added] = ["#my-tray", "[data-added]"].map((each) => parts.querySelector(each));
    if (!answer.ok || !link || !added) throw new TypeError("no answer");
    const old = document.querySelector("#my-tray");
    document.body.append(...parts.querySelectorAll(".sprite"));
    old ? old.replaceWith(link) : document.querySelector(".site-nav").prepend(link);
    button.replaceWith(added);
    added.focus();
  } catch {
    form.dataset.plain = "yes";
    form.requestSubmit(button);
  }
}
