// Suggestions under the search field: <div data-suggest-url="…" data-suggest-announce="Suggestions: {count}"><input>.
// The server sends <li role="option" data-value="…" data-href="…">; an item with an address opens it, another one searches.
// Keys are those of the WAI-ARIA practices for an editable combobox with a list.
for (const row of document.querySelectorAll("[data-suggest-url]")) attach(row, row.querySelector("input"));

function attach(row, field) {
  const list = Object.assign(document.createElement("ul"), { id: `${field.id}-suggest`, className: "suggest", hidden: true });
  const status = Object.assign(document.createElement("output"), { className: "hide" });
  const set = (name, value) => field.setAttribute(name, value);
  const states = { role: "combobox", "aria-controls": list.id, "aria-autocomplete": "list", "aria-expanded": "false" };
  let [items, at, known, timer, request] = [[], -1, ""];

  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.labels[0]?.textContent.trim() ?? "");
  row.append(list, status);
  Object.entries(states).forEach(([name, value]) => set(name, value));

  const show = (isOpen) => {
    list.hidden = !(isOpen && items.length);
    set("aria-expanded", String(!list.hidden));
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
  const ask = async (text) => {
    request = new AbortController();
    try {
      const response = text !== known && await fetch(`${row.dataset.suggestUrl}?q=${encodeURIComponent(text)}`, { signal: request.signal });
      if (response) fill(response.ok ? await response.text() : "", text);
      show(true);
    } catch (error) {
      if (error.name !== "AbortError") show(false); // no network: the search itself will say so
    }
  };
  const fill = (html, text) => {
    known = text;
    list.innerHTML = html;
    items = [...list.querySelectorAll("[role=option]")];
    items.forEach((item, n) => { item.id = `${list.id}-${n}`; });
    status.textContent = (row.dataset.suggestAnnounce ?? "").replace("{count}", items.length);
  };
  const later = (event) => {
    const text = field.value.trim();
    if (event.isComposing) return; // Chinese, Vietnamese
    forget();
    if (text.length < 2 && !/\p{Script=Han}/u.test(text)) return show(false);
    timer = setTimeout(ask, 200, text); // not at every key
  };
  const choose = (item) => {
    stop();
    if (item.dataset.href) return location.assign(item.dataset.href);
    field.value = item.dataset.value;
    field.form.requestSubmit();
  };

  field.addEventListener("input", later);
  field.addEventListener("compositionend", later);
  field.addEventListener("blur", stop);
  field.addEventListener("keydown", async (event) => {
    const { key, altKey, isComposing } = event, last = items.length - 1;
    if (isComposing || (list.hidden && key !== "ArrowDown")) return;
    const moves = { ArrowDown: at < last ? at + 1 : 0, ArrowUp: at > 0 ? at - 1 : last, ...(at >= 0 && { Home: 0, End: last }) };
    if (!list.hidden && !["Escape", "Enter", ...Object.keys(moves)].includes(key)) return;
    if (key === "Enter" && at < 0) return stop();
    event.preventDefault();
    if (list.hidden) await ask(field.value.trim());
    else if (key === "Escape" || (altKey && key === "ArrowUp")) return stop();
    else if (key === "Enter") return choose(items[at]);
    if (!altKey && items.length && !list.hidden) mark(moves[key] ?? 0);
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => event.target.closest("[role=option]") && choose(event.target.closest("[role=option]")));
}
