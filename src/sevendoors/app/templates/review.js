// Shows one moment at a time beside the talk; without it every card is simply listed.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const cards = [...document.querySelectorAll(".card")];
  const panel = document.querySelector(".cards");
  const all = (sel) => [...document.querySelectorAll(sel)];
  const shown = () => cards.filter((card) => !card.dataset.off);
  let now = null;

  function pick(card, scroll) {
    if (!card) return;
    now = card;
    const id = card.dataset.m;
    for (const el of all("[data-m]")) el.classList.toggle("on", el.dataset.m.split(" ").includes(id));
    panel.classList.add("open");
    panel.scrollTop = 0;
    history.replaceState(null, "", "#m-" + id);
    if (scroll) {
      const line = document.querySelector(`.marker[data-m="${id}"]`);
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      if (line) line.closest(".run").scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    }
  }
  function step(by) {
    const list = shown();
    if (!list.length) return;
    const at = list.indexOf(now);
    pick(list[(at + by + list.length) % list.length] || list[0], true);
  }
  function nextMissed() {
    const list = shown();
    const after = list.slice(list.indexOf(now) + 1).concat(list);
    pick(after.find((card) => card.dataset.outcome === "missed"), true);
  }
  function filter() {
    const want = Object.fromEntries(all(".filters select").map((s) => [s.name, s.value]));
    for (const card of cards) {
      const fits = (!want.outcome || card.dataset.outcome === want.outcome)
        && (!want.kind || card.dataset.kind === want.kind)
        && (!want.skill || card.dataset.skills.split(" ").includes(want.skill));
      if (fits) delete card.dataset.off; else card.dataset.off = "1";
      for (const el of all(`.pin[data-m="${card.dataset.m}"], .marker[data-m="${card.dataset.m}"]`))
        el.classList.toggle("off", !fits);
    }
    const count = document.getElementById("count");
    if (count) count.textContent = `${shown().length} of ${cards.length} shown`;
    if (now && now.dataset.off) pick(shown()[0], false);
  }
  const byId = (id) => cards.find((card) => card.dataset.m === id);

  document.addEventListener("click", (event) => {
    const spot = event.target.closest(".marker, .pin, a[href^='#m-']");
    if (spot) {
      event.preventDefault();
      const id = spot.dataset.m || spot.getAttribute("href").slice(3);
      pick(byId(id), !spot.classList.contains("marker"));
    }
    if (event.target.closest("[data-step]")) step(Number(event.target.closest("[data-step]").dataset.step));
    if (event.target.closest(".close")) panel.classList.remove("open");
    if (event.target.closest("[data-help]")) document.getElementById("keys").showModal();
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      const mail = document.querySelector("pre.mail");
      const done = () => { copy.textContent = "Copied"; };
      const range = document.createRange();
      range.selectNodeContents(mail);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      if (navigator.clipboard) navigator.clipboard.writeText(mail.textContent).then(done, () => document.execCommand("copy") && done());
      else if (document.execCommand("copy")) done();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    const keys = {
      j: () => step(1), k: () => step(-1), n: nextMissed,
      "?": () => document.getElementById("keys").showModal(),
      Escape: () => panel.classList.remove("open"),
    };
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });
  for (const select of all(".filters select")) select.addEventListener("change", filter);
  filter();
  const open = () => byId(location.hash.slice(3));
  window.addEventListener("hashchange", () => pick(open(), true));
  if (open()) pick(open(), true);
  else if (cards.length && matchMedia("(min-width: 56.01rem)").matches) {
    pick(cards[0], false);
    history.replaceState(null, "", location.pathname);
  }
})();
