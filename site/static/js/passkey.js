// Shows the buttons of passkeys where the browser can use one, and says so when it did not work.

const buttons = document.querySelectorAll("[data-passkey]");

if (window.PublicKeyCredential) {
  for (const button of buttons) button.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const told of document.querySelectorAll("[data-passkey-failed]")) told.hidden = false;
});
