// Enhancement only: every page works without this file.
(() => {
  "use strict";

  // A pressed button says that it is working, and a second tap does nothing (the server guards against it as well).
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.busy) {
      event.preventDefault();
      return;
    }
    if (form.method !== "post" || event.submitter?.formMethod === "dialog") return;
    form.dataset.busy = "1";
    const button = event.submitter;
    if (!button) return;
    button.setAttribute("aria-busy", "true");
    const wheel = document.createElement("span");
    wheel.className = "spin";
    wheel.setAttribute("aria-hidden", "true");
    button.prepend(wheel);
  });
  // Back from the next page out of the browser's cache: the form is usable again.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll("form[data-busy]")) delete form.dataset.busy;
    for (const button of document.querySelectorAll("[aria-busy]")) {
      button.removeAttribute("aria-busy");
      button.querySelector(".spin")?.remove();
    }
  });

  // Things that only make sense with script are hidden until now.
  for (const button of document.querySelectorAll("[data-close]")) {
    button.hidden = false;
    button.addEventListener("click", () => button.closest(".toast").remove());
  }
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  for (const button of document.querySelectorAll("[data-share]")) {
    if (!navigator.share) continue;
    button.hidden = false;
    button.addEventListener("click", () =>
      navigator.share({ title: button.dataset.title, url: button.dataset.share }).catch(() => {}));
  }
  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.done;
    });
  }

  // A question that only matters after a certain answer.
  for (const part of document.querySelectorAll("[data-when]")) {
    const [name, value] = part.dataset.when.split("=");
    const update = () => {
      const chosen = document.querySelector(`[name="${CSS.escape(name)}"]:checked`);
      part.hidden = !chosen || chosen.value !== value;
    };
    document.addEventListener("change", update);
    update();
  }
})();
