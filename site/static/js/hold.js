// While parts of a page are renewed in place, the focus stays on the same control, where it was on the screen, with what
// was typed meanwhile; from a link it goes to what [data-after] around it names, or to the heading. What was open stays open.
let [held, top, open] = [document.body, 0, []];

document.addEventListener("renewing", () => {
  held = document.activeElement;
  top = held.getBoundingClientRect().top;
  open = [...document.querySelectorAll("[data-live] details[open]")].map(({ id }) => id);
});

document.addEventListener("renewed", ({ detail: asked }) => {
  open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
  if (held.isConnected) return;
  const next = focused(same(held)) ?? focused(held.closest("[data-after]")?.dataset.after) ?? focused("h1");
  if (!next) return;
  if (next.type === "text" && next.id === held.id && !asked.getAll(next.name).includes(held.value)) next.value = held.value;
  scrollBy(0, next.getBoundingClientRect().top - top);
});

function same({ id, name, value }) {
  return id ? `#${id}` : name && `[data-live] :not([type=hidden])[name="${name}"][value="${CSS.escape(value)}"]`;
}

// The first element that takes the focus: one that is not shown does not
function focused(selector) {
  const element = selector ? document.querySelector(selector) : null;
  element?.focus({ preventScroll: true });
  return element && element === document.activeElement ? element : null;
}
