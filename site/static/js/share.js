// Share buttons: <button data-share="link, or empty for this page" data-share-copied="Link copied" hidden>.
// Opens the system's share sheet; where there is none, copies the link and says so.
for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share && !navigator.clipboard) continue;
  const status = document.createElement("output"); // announced as a status
  button.after(status);
  button.hidden = false;
  button.addEventListener("click", () => share(button, status));
}

async function share(button, status) {
  const url = new URL(button.dataset.share || location.href, location.href).href;
  status.textContent = "";
  try {
    if (navigator.share) return await navigator.share({ title: document.title, url });
    await navigator.clipboard.writeText(url);
    status.textContent = button.dataset.shareCopied;
  } catch (error) {
    if (!["AbortError", "NotAllowedError"].includes(error.name)) throw error; // closed or refused by the reader
  }
}
