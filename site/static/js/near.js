// "Near me": <button data-near="words for a failure"> in a <div data-near-box hidden> of a form. Asks for the place only
// on a tap, rounds it here, and searches with it; whoever refuses is told of the fields beside it.
const rounded = (degrees, step) => (Math.round(degrees / step) * step).toFixed(3);

function offer() {
  document.querySelectorAll("[data-near-box]").forEach((box) => { box.hidden = !navigator.geolocation; });
}

function searchNear(form, { latitude, longitude }) {
  set(form, "near", `${rounded(latitude, 0.005)},${rounded(longitude, 0.01)}`);
  set(form, "sort", "nearest");
  form.requestSubmit();
}

function set(form, name, value) {
  const field = form.elements.namedItem(name) ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name }));
  field.value = value;
}

function say(button) {
  const status = button.nextElementSibling ?? button.parentElement.appendChild(document.createElement("output")); // announced
  status.textContent = button.dataset.near;
}

offer();
document.addEventListener("renewed", offer); // the form was renewed in place
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-near]");
  if (!button) return;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => searchNear(button.form, coords),
    () => say(button),
    { maximumAge: 600_000, timeout: 10_000 },
  );
});
