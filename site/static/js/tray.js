// Adds a service to the tray without leaving the page: <form id="tray"> with buttons of form="tray".
// Whatever goes wrong, the form is sent as without a script.
const form = document.querySelector("#tray");

form?.addEventListener("submit", async (event) => {
  const button = event.submitter;
  if (form.dataset.plain || !button) return;
  event.preventDefault();
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
});
