// "Near me": <button data-near hidden> in a form. Asks for the place only on a tap, rounds it here, and searches with it.
for (const button of document.querySelectorAll("[data-near]")) {
  if (!navigator.geolocation) continue;
  const reason = button.form.querySelector("[data-near-reason]");
  button.hidden = false;
  if (reason) reason.hidden = false;
  button.addEventListener("click", () => navigator.geolocation.getCurrentPosition(
    ({ coords }) => searchNear(button.form, coords),
    () => say(button, button.dataset.nearFailed),
    { maximumAge: 600_000, timeout: 10_000 },
  ));
}

const rounded = (degrees, step) => (Math.round(degrees / step) * step).toFixed(3);

function searchNear(form, { latitude, longitude }) {
  set(form, "near", `${rounded(latitude, 0.005)},${rounded(longitude, 0.01)}`);
  set(form, "sort", "nearest");
  form.requestSubmit();
}

function set(form, name, value) {
  const field = form.elements.namedItem(name) ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name }));
  field.value = value;
}

function say(button, words) {
  const status = button.nextElementSibling ?? button.parentElement.appendChild(document.createElement("output"));
  status.textContent = words;
}
