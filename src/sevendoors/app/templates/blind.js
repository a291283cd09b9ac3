document.documentElement.classList.add("js");
const chosen = {};
const reveal = document.getElementById("reveal");
const asks = [...document.querySelectorAll("[data-ask]")];

function verdict() {
  const { person, model } = reveal.dataset;
  const machine = person === "A" ? "B" : "A";
  if (!person) return "";
  if (chosen.person === "?") return "You could not say which one is the person.";
  if (chosen.person !== person) return `You took seller ${machine}, a machine, for the person.`;
  const both = chosen.understood === person && chosen.buy === person;
  const more = model && both ? ` To you, the person was more human than ${model}.` : "";
  return `You knew which one is the person.${more}`;
}

function show() {
  document.querySelector("[data-verdict]").textContent = verdict();
  document.getElementById("thanks").textContent =
    `Your answers, in the order of the questions: ${asks.map((ask) => chosen[ask.dataset.ask]).join(", ")}.`;
  for (const was of document.querySelectorAll("[data-was]")) was.hidden = false;
  reveal.open = true;
  reveal.scrollIntoView({ block: "start" });
  reveal.querySelector("h2").focus({ preventScroll: true });
  setTimeout(() => document.body.classList.add("open"), 350);
}

for (const ask of asks)
  ask.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || reveal.open) return;
    chosen[ask.dataset.ask] = button.value;
    for (const one of ask.querySelectorAll("button"))
      one.setAttribute("aria-pressed", String(one === button));
    const left = asks.length - Object.keys(chosen).length;
    if (left) document.getElementById("thanks").textContent = `${left} to go.`;
    else show();
  });
