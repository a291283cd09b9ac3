// What every page shares. Pages work without it; it only saves steps.
document.documentElement.classList.add("js");

// A form that names a question is sent only after a yes.
document.addEventListener("submit", (event) => {
  const question = event.target.dataset.ask;
  if (question && !confirm(question)) event.preventDefault();
});

// A list that narrows itself when a choice changes.
for (const field of document.querySelectorAll("form[data-auto] select"))
  field.addEventListener("change", () => field.form.requestSubmit());
