// Fields that belong to one choice: <details data-opens-with="name=value"> in a form opens when that choice is made.
document.querySelectorAll("[data-opens-with]").forEach((box) => {
  const [name, value] = box.dataset.opensWith.split("=");
  box.closest("form").addEventListener("change", ({ target }) => {
    if (target.name === name && target.value === value) box.open = true;
  });
});
