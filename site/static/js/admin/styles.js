// Wagtail's rich text editor makes <style> elements with contents that change as one types. The content policy
// takes those that a script has made, by the nonce of this script, and refuses those that came in as markup.
const { nonce } = document.querySelector("script[nonce]");
const create = document.createElement;

document.createElement = function createElement(name, options) {
  const element = create.call(this, name, options);
  if (element instanceof HTMLStyleElement) element.nonce = nonce;
  return element;
};
