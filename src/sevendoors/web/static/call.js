// The keys of the call page that say something: A agree, D disagree, C comment; review.js has the rest.
const card = () => document.querySelector(".card.on") || document.querySelector(".card");

function comment(at) {
  const box = at.querySelector("[data-say=comment]");
  box.open = true;
  box.querySelector("textarea").focus();
}

document.addEventListener("keydown", (event) => {
  const field = event.target.closest("input, select, textarea");
  if (field && event.key === "Escape") field.blur();
  if (field && event.key === "Enter" && (event.ctrlKey || event.metaKey)) field.form.requestSubmit();
  const at = card();
  if (field || !at || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const press = (kind) => at.querySelector(`button[value=${kind}]`)?.click();
  const keys = { a: () => press("agree"), d: () => press("disagree"), c: () => comment(at) };
  if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
});

// A link to one moment still leads there when the guess comes first.
for (const form of document.querySelectorAll("[data-keep-spot]")) form.action += location.hash;

// A folded part that the address names is opened.
const named = document.getElementById(location.hash.slice(1));
if (named?.tagName === "DETAILS") named.open = true;
