// A talk goes on without loading the page anew; without this every button works by itself.
const session = document.querySelector("[data-session]");
const thread = document.getElementById("thread");
const form = document.getElementById("talk");
const told = document.getElementById("told");
const LATE = "That did not arrive. Your words are still here; try again.";

async function part(url, data) {
  const answer = await fetch(url, { method: "POST", body: data, headers: { "x-part": "1" } });
  const text = await answer.text();
  const made = new DOMParser().parseFromString(text, "text/html").querySelector("[data-part]");
  if (made) return { part: made, behind: answer.status === 409 };
  let said = LATE;
  try {
    said = JSON.parse(text).said ?? LATE;
  } catch {
    // Not one of our sentences.
  }
  throw new Error(said);
}

function show(made) {
  const fresh = [...made.querySelectorAll("ol > li")];
  for (const one of thread.querySelectorAll(".waits")) one.remove();
  const known = thread.children.length;
  if (fresh.length < known || fresh.slice(0, known).some((li, n) => li.textContent !== thread.children[n].textContent))
    thread.replaceChildren(...fresh);
  else {
    document.getElementById("last")?.removeAttribute("id");
    thread.append(...fresh.slice(known));
  }
  form.elements.version.value = made.dataset.version;
  told.textContent = made.querySelector(".told").textContent;
  if (made.dataset.over) {
    form.hidden = true;
    document.getElementById("after").hidden = false;
    for (const note of document.querySelectorAll(".notebook textarea, .notebook button")) note.disabled = true;
    document.querySelector("#after a").focus();
  }
  (made.dataset.over ? document.getElementById("after") : form).scrollIntoView({ block: "nearest" });
}

function waiting(line) {
  const mine = document.createElement("li");
  mine.className = "you waits";
  mine.textContent = line;
  const hers = document.createElement("li");
  hers.className = "hers waits dots";
  hers.textContent = "…";
  thread.append(mine, hers);
  hers.scrollIntoView({ block: "nearest" });
}

let busy = false;
async function act(button) {
  if (busy) return;
  const line = form.elements.line, saying = !button.dataset.part;
  if (saying && !line.value.trim()) return line.focus();
  busy = true;
  told.textContent = "";
  const data = new FormData(form);
  const said = line.value;
  if (saying) {
    waiting(said.trim());
    line.value = "";
  }
  try {
    const { part: made, behind } = await part(button.getAttribute("formaction") ?? form.action, data);
    show(made);
    if (saying && behind) line.value = said;
    if (button.dataset.part === "back") line.value ||= mine ?? "";
  } catch (fault) {
    for (const one of thread.querySelectorAll(".waits")) one.remove();
    if (saying) line.value = said;
    told.textContent = fault instanceof TypeError ? LATE : fault.message;
  } finally {
    busy = false;
    if (!form.hidden && button.dataset.part !== "notes") line.focus();
  }
}

let mine = "";
if (session && form) {
  form.addEventListener("submit", (event) => {
    const button = event.submitter ?? form.querySelector("button.main");
    if (button.dataset.sure) {
      if (!confirm(button.dataset.sure)) event.preventDefault();
      return;
    }
    event.preventDefault();
    const yours = thread.querySelectorAll(".you");
    mine = button.dataset.part === "back" ? (yours[yours.length - 1]?.lastChild.textContent ?? "") : "";
    act(button);
  });
  form.elements.line.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("button.main"));
  });
}

// The clock counts the time this page is open, so that a pause is a pause.
const clock = document.querySelector("[data-minutes]");
if (clock && form) {
  const key = `doors-clock-${session.dataset.session}`;
  const all = clock.dataset.minutes * 60;
  let gone = Number(localStorage.getItem(key) ?? 0);
  const tick = () => {
    const left = all - gone;
    clock.textContent = left > 0
      ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")} left`
      : "The time is up. Go on, or end it.";
    if (!document.hidden && left > 0) localStorage.setItem(key, ++gone);
  };
  tick();
  setInterval(tick, 1000);
}

// The script sells while you read.
const others = document.querySelector("[data-others]");
for (const one of document.querySelectorAll("[data-others], [data-busy]"))
  one.addEventListener("submit", () => { one.querySelector("[data-wait]").textContent = "They are talking …"; });
if (others) {
  others.querySelector("[data-wait]").textContent = "The script is talking with this buyer …";
  others.querySelector("button").hidden = true;
  fetch(others.action, { method: "POST", body: new FormData(others), headers: { "x-part": "1" } })
    .then(async (answer) => {
      if (!answer.ok) throw new Error();
      document.querySelector("[data-beside]").innerHTML = await answer.text();
      others.remove();
    })
    .catch(() => {
      others.querySelector("button").hidden = false;
      others.querySelector("[data-wait]").textContent = "That did not work just now.";
    });
}

document.getElementById("result-h")?.focus();
