// The big screen: asks as often as the house says (the hall every second, a phone more seldom), shows the last state when nobody answers, and notes paper until somebody does.
(() => {
  "use strict";
  const main = document.querySelector("[data-state]");
  if (!main) return;
  const stage = document.getElementById("panggung");
  const lost = document.querySelector("[data-lost]");
  const store = { state: `upacara:${main.dataset.key}`, paper: `kertas:${main.dataset.key}` };
  const PAUSE = 1000, PATIENCE = 4000, SILENCE = 3;
  let version = main.dataset.version, waiting = [], silent = 0, since = new Date(), pause = PAUSE;

  const read = (key) => { try { return JSON.parse(localStorage.getItem(key)) || null; } catch { return null; } };
  const write = (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* a full store must not stop the screen */ } };
  const clock = (at) => at.toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit", second: "2-digit" }).replaceAll(":", ".");
  const noted = () => read(store.paper) || [];

  const draw = (answer) => {
    stage.innerHTML = answer.html; // our own page, drawn and escaped by the server
    version = String(answer.version);
    waiting = answer.waiting || [];
    write(store.state, answer);
  };

  const ask = async (address, options = {}) => {
    const stop = new AbortController();
    const bell = setTimeout(() => stop.abort(), PATIENCE);
    try {
      return await fetch(address, { ...options, signal: stop.signal, credentials: "same-origin", redirect: "error", cache: "no-store" });
    } finally {
      clearTimeout(bell);
    }
  };

  const quietly = () => {
    const away = silent >= SILENCE;
    lost.hidden = !away && !noted().length;
    lost.querySelector("[data-since]").textContent = clock(since);
    const known = new Set(noted().map((row) => row.id));
    const next = waiting.find((row) => !known.has(row.id));
    lost.querySelector("[data-offer]").hidden = !main.dataset.paper || !away || !next;
    if (next) {
      lost.querySelector("[data-who]").textContent = next.name;
      lost.querySelector("[data-note]").dataset.id = next.id;
    }
    const list = lost.querySelector("[data-noted]");
    list.replaceChildren(...noted().map((row) => {
      const line = document.createElement("li");
      line.textContent = `${row.name}, di kertas ${clock(new Date(row.at))}`;
      return line;
    }));
  };

  // Each is noted again until the house says it has it; the house takes the same note twice without harm.
  const deliver = async () => {
    const rows = noted();
    if (!main.dataset.paper || !rows.length) return;
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const answer = await ask(main.dataset.paper, { method: "POST", body: JSON.stringify(rows), headers: { "Content-Type": "application/json", "X-CSRFToken": token } });
    if (!answer.ok) return;
    const { kept } = await answer.json();
    write(store.paper, rows.filter((row) => !kept.includes(row.id)));
  };

  const look = async () => {
    try {
      await deliver();
      const answer = await ask(`${main.dataset.state}?v=${encodeURIComponent(version)}`);
      if (answer.status === 404 && main.dataset.after) return location.assign(main.dataset.after); // the rehearsal is over
      if (answer.status === 200) draw(await answer.json());
      else if (answer.status !== 204) throw new Error(String(answer.status));
      pause = PAUSE * (Number(answer.headers.get("Retry-After")) || 1);
      silent = 0;
      since = new Date();
    } catch {
      silent += 1;
    }
    quietly();
    setTimeout(look, pause === PAUSE ? pause : pause * (0.8 + 0.4 * Math.random())); // a hall of phones must not ask in step
  };

  lost.querySelector("[data-note]").addEventListener("click", (event) => {
    const row = waiting.find((one) => one.id === event.currentTarget.dataset.id);
    if (!row) return;
    write(store.paper, [...noted(), { id: row.id, name: row.name, at: new Date().toISOString() }]);
    quietly();
  });

  // Whoever is awaited is known from the first answer on; ask for it even when the page is fresh.
  version = "";
  look();
})();
