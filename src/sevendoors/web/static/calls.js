// Dropping files onto the page, sending many in several goes, and watching them being read.
const form = document.querySelector("[data-bring]");
const coming = document.querySelector("[data-coming]");
const search = document.querySelector("[data-search]");
const FILES_AT_ONCE = 40, BYTES_AT_ONCE = 40e6, PAUSE = 1500;

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || !search) return;
  event.preventDefault();
  search.focus();
  search.select();
});

function say(text) {
  const said = form?.querySelector("[data-said]");
  if (said) said.textContent = text;
}

function batches(files) {
  const made = [[]];
  let bytes = 0;
  for (const file of files) {
    const last = made.at(-1);
    if (last.length && (last.length >= FILES_AT_ONCE || bytes + file.size > BYTES_AT_ONCE)) {
      made.push([]);
      bytes = 0;
    }
    made.at(-1).push(file);
    bytes += file.size;
  }
  return made;
}

async function send(files) {
  const seen = files.filter((file) => !/^[.~]/.test(file.name));
  if (!seen.length) return say("There is no file in it.");
  let sent = 0;
  for (const batch of batches(seen)) {
    say(`Sending ${sent + batch.length} of ${seen.length} ${seen.length === 1 ? "file" : "files"} …`);
    const data = new FormData(form);
    data.delete("files");
    for (const file of batch) data.append("files", file, file.name);
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { "x-part": "1" } });
    if (!answer.ok) {
      const told = await answer.json().catch(() => ({ said: "The files did not arrive. Try again." }));
      return say(told.said);
    }
    sent += batch.length;
    show(await answer.text());
  }
  say(`${sent} ${sent === 1 ? "file is" : "files are"} on the way in.`);
  for (const field of form.querySelectorAll("input[type=file]")) field.value = "";
  if (!document.querySelector("[data-list]")) location.assign("/calls#coming");
}

function show(html) {
  if (!coming || coming.innerHTML === html) return;
  const held = coming.contains(document.activeElement);
  if (!held) coming.innerHTML = html;
}

const waits = () => Number(coming?.querySelector("[data-waits]")?.dataset.waits ?? 0);

async function look() {
  const before = waits();
  if (before) {
    try {
      const answer = await fetch("/calls/coming", { headers: { "x-part": "1" } });
      if (answer.ok) show(await answer.text());
      if (answer.ok && !waits()) await freshList();
    } catch {
      // The server may be starting anew; the next look will tell.
    }
  }
  setTimeout(look, PAUSE);
}

async function freshList() {
  const list = document.querySelector("[data-list]");
  if (!list) return;
  const answer = await fetch(location.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!search && page.querySelector("[data-search]")) return location.reload();
  const fresh = page.querySelector("[data-list]");
  if (fresh) list.replaceWith(fresh);
}

async function inside(entry) {
  if (entry.isFile) return [await new Promise((ok, no) => entry.file(ok, no))];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((ok, no) => reader.readEntries(ok, no));
    if (!some.length) return found;
    for (const one of some) found.push(...(await inside(one)));
  }
}

if (form) {
  let depth = 0;
  const dropping = (on) => document.documentElement.classList.toggle("dropping", on);
  const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
  document.addEventListener("dragenter", (event) => holdsFiles(event) && dropping(++depth > 0));
  document.addEventListener("dragleave", (event) => holdsFiles(event) && dropping(--depth > 0));
  document.addEventListener("dragover", (event) => holdsFiles(event) && event.preventDefault());
  document.addEventListener("drop", async (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    depth = 0;
    dropping(false);
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
    const plain = [...event.dataTransfer.files];
    const files = entries.length ? (await Promise.all(entries.map(inside))).flat() : plain;
    form.closest("details")?.setAttribute("open", "");
    await send(files);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = [...form.querySelectorAll("input[type=file]")].flatMap((field) => [...field.files]);
    if (chosen.length) send(chosen);
    else say("Choose a file first.");
  });
}
look();
