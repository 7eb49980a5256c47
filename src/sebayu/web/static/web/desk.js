// Keyboard on the desk, for those who like it: J/K move, X pick, Enter open, / search; S, B, T choose a decision.
(() => {
  "use strict";
  // Rows that open something; a table of evidence is not a list to walk through.
  const rows = () => [...document.querySelectorAll(".table tbody tr")].filter((row) => row.querySelector("a.open"));
  const at = () => rows().findIndex((row) => row.classList.contains("is-here"));

  const go = (step) => {
    const all = rows();
    if (!all.length) return;
    const old = at();
    const next = Math.min(Math.max(old + step, 0), all.length - 1);
    if (old >= 0) all[old].classList.remove("is-here");
    all[next].classList.add("is-here");
    all[next].querySelector("a.open")?.focus();
    all[next].scrollIntoView({ block: "nearest" });
  };
  const press = (key) => document.querySelector(`[data-key="${key}"]`)?.click();
  const acts = {
    j: () => (rows().length ? go(1) : press("j")),
    k: () => (rows().length ? go(-1) : press("k")),
    x: () => rows()[at()]?.querySelector("input[type=checkbox]")?.click(),
    "/": () => document.querySelector("input[type=search]")?.focus(),
    s: () => press("s"), b: () => press("b"), t: () => press("t"),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, dialog[open]")) return;
    const act = acts[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // "Pick all on this page", and the count beside the batch button.
  const all = document.querySelector("[data-pick-all]");
  const boxes = () => [...document.querySelectorAll(".table tbody input[type=checkbox], .signs input[type=checkbox]")];
  const count = () => {
    for (const place of document.querySelectorAll("[data-picked]")) place.textContent = boxes().filter((b) => b.checked).length;
  };
  all?.addEventListener("change", () => { for (const box of boxes()) box.checked = all.checked; count(); });
  document.addEventListener("change", count);
  count();

  // On a phone the rail is one line to be moved sideways: begin where we are.
  document.querySelector(".rail [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
})();
