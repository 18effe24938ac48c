// Suggestions under the search field (ARIA combobox): <div data-suggest-url="…" data-suggest-announce="Suggestions: {count}"><input>.
// The server sends <li role="option" data-value="…" data-href="…">; an item with an address opens it, another one searches.
for (const row of document.querySelectorAll("[data-suggest-url]")) attach(row, row.querySelector("input"));

function attach(row, field) {
  const list = Object.assign(document.createElement("ul"), { id: `${field.id}-suggest`, className: "suggest", hidden: true });
  const status = Object.assign(document.createElement("output"), { className: "hide" });
  let [items, at, timer, request] = [[], -1];

  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.labels[0]?.textContent.trim() ?? "");
  row.append(list, status);
  const set = (name, value) => field.setAttribute(name, value);
  const states = { role: "combobox", "aria-controls": list.id, "aria-autocomplete": "list", "aria-expanded": "false" };
  Object.entries(states).forEach(([name, value]) => set(name, value));

  const show = (open) => {
    list.hidden = !open;
    set("aria-expanded", String(open));
    mark(-1);
  };
  const mark = (n) => {
    at = n;
    items.forEach((item, k) => item.setAttribute("aria-selected", String(k === n)));
    if (n < 0) return field.removeAttribute("aria-activedescendant");
    set("aria-activedescendant", items[n].id);
    items[n].scrollIntoView({ block: "nearest" });
  };
  const forget = () => { clearTimeout(timer); request?.abort(); };
  const stop = () => { forget(); show(false); };
  const fill = (html) => {
    list.innerHTML = html;
    items = [...list.querySelectorAll("[role=option]")];
    items.forEach((item, n) => { item.id = `${list.id}-${n}`; });
    show(items.length > 0);
    status.textContent = (row.dataset.suggestAnnounce ?? "").replace("{count}", items.length);
  };
  const ask = async (text) => {
    request = new AbortController();
    try {
      const response = await fetch(`${row.dataset.suggestUrl}?q=${encodeURIComponent(text)}`, { signal: request.signal });
      if (response.ok) fill(await response.text());
    } catch (error) {
      if (error.name !== "AbortError") show(false); // no network: the search itself will say so
    }
  };
  const type = (event) => {
    if (event.isComposing) return;
    const text = field.value.trim();
    forget();
    if (text.length > 1 || /\p{Script=Han}/u.test(text)) timer = setTimeout(ask, 120, text);
    else stop();
  };
  const choose = (item) => {
    stop();
    if (item.dataset.href) return location.assign(item.dataset.href);
    field.value = item.dataset.value;
    field.form.requestSubmit();
  };

  field.addEventListener("input", type);
  field.addEventListener("compositionend", type); // Chinese, Vietnamese
  field.addEventListener("blur", stop);
  field.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    const last = items.length - 1;
    const moves = { ArrowDown: at < last ? at + 1 : 0, ArrowUp: at > 0 ? at - 1 : last, ...(at >= 0 && { Home: 0, End: last }) };
    if (event.key === "Escape") stop();
    else if (event.key === "Enter" && at >= 0) choose(items[at]);
    else if (event.key in moves) mark(moves[event.key]);
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) choose(item);
  });
}
