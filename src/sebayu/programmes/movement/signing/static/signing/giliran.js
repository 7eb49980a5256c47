// Somebody else is signing the same document: nothing was sent, so the page asks again by itself until it is our turn.
(() => {
  "use strict";
  const MOST = 40, SECOND = 1000;

  const show = async (answer) => {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html"); // our own page, escaped by the server
    document.title = page.title;
    document.body.replaceWith(document.adoptNode(page.body));
    history.replaceState(null, "", answer.url);
    document.querySelector("[autofocus], main h1")?.focus();
    scrollTo(0, 0);
  };

  const send = async (form, data, tries) => {
    const answer = await fetch(form.action, { method: "POST", body: data, credentials: "same-origin", cache: "no-store" });
    const again = Number(answer.headers.get("Retry-After"));
    if (!again || tries >= MOST) return show(answer);
    form.querySelector("[data-waiting]").hidden = false;
    await new Promise((done) => setTimeout(done, SECOND * again * (0.8 + 0.4 * Math.random())));
    return send(form, data, tries + 1);
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-turn]") || event.defaultPrevented) return;
    event.preventDefault();
    const data = new FormData(form);
    if (event.submitter?.name) data.append(event.submitter.name, event.submitter.value);
    // What became of it when the connection breaks nobody knows here: the page asks the house, and never sends twice.
    send(form, data, 1).catch(() => location.assign(location.href));
  });
})();
