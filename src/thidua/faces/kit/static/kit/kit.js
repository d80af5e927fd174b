/* The site's own script: small conveniences. Every page reads and every form sends without it.
   Hooks: data-kit-copy, data-kit-draft, data-kit-unsaved, data-kit-preview; messages stand in the page, not here. */
(() => {
  "use strict";
  const all = (selector, root = document) => root.querySelectorAll(selector);

  /* Copy: <button data-kit-copy="ID" data-kit-done="Đã sao chép" hidden> copies the text of #ID. */
  const readyCopy = (root) => all("[data-kit-copy]", root).forEach((button) => { button.hidden = false; });
  const copy = async (button) => {
    const text = document.getElementById(button.dataset.kitCopy);
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      text.select(); /* no clipboard without https: the old way */
      document.execCommand("copy");
    }
    const said = button.parentElement.querySelector("[role=status]");
    const label = button.querySelector("span") || button;
    const before = label.textContent;
    label.textContent = button.dataset.kitDone;
    if (said) said.textContent = button.dataset.kitDone;
    setTimeout(() => { label.textContent = before; if (said) said.textContent = ""; }, 4000);
  };

  /* Unsaved words: <form data-kit-unsaved> asks before the page is left with typed, unsent words. */
  const dirty = new Set();
  const watched = (form) => form && ("kitUnsaved" in form.dataset || "kitDraft" in form.dataset);

  /* Save as you go: <form data-kit-draft="ADDRESS"> posts itself a moment after a change; the answer (or the reason why
     not) is shown in its [data-kit-saved]. A failed save is tried again and the words stay where they are. */
  const timers = new Map();
  const say = (form, text, wrong) => {
    const line = form.querySelector("[data-kit-saved]");
    if (!line) return;
    line.textContent = text;
    line.classList.toggle("s-fail", Boolean(wrong));
  };
  const plan = (form, wait) => {
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(() => save(form), wait));
  };
  const send = async (form) => {
    const line = form.querySelector("[data-kit-saved]");
    const words = line ? line.dataset : {};
    dirty.delete(form);
    say(form, words.kitSaving || "");
    try {
      const answer = await fetch(form.dataset.kitDraft, {
        method: "POST", body: new FormData(form), headers: { "X-Kit-Draft": "1" }, credentials: "same-origin",
      });
      if (answer.redirected) throw new Error("signed out");
      const told = await answer.text();
      const isPage = told.trimStart().startsWith("<!");
      /* Words that only a press sends are still unsent. */
      if (!answer.ok || answer.headers.has("X-Kit-Unsent")) dirty.add(form);
      /* Which fields could not be kept: marked where they stand, and unmarked once they could. */
      const wrong = (answer.headers.get("X-Kit-Wrong") || "").split(" ");
      if (answer.headers.has("X-Kit-Wrong")) {
        all("input, select, textarea", form).forEach((field) => {
          if (wrong.includes(field.name)) field.setAttribute("aria-invalid", "true");
          else field.removeAttribute("aria-invalid");
        });
      }
      say(form, isPage ? words.kitFailed || "" : told, !answer.ok);
      /* A page instead of a line: the site is busy or away. */
      if (isPage) plan(form, 15000);
      /* A newer version of the record travels with the answer, so that the next save is not refused as stale. */
      const version = answer.headers.get("X-Kit-Version");
      if (version && form.elements.version) form.elements.version.value = version;
    } catch {
      dirty.add(form);
      say(form, words.kitFailed || "", true);
      plan(form, 15000);
    }
  };

  /* One after the other: a save that overtook the one before would be refused as if somebody else had been first. */
  const running = new Map();
  const save = (form) => {
    const next = (running.get(form) || Promise.resolve()).then(() => send(form));
    running.set(form, next);
    return next;
  };

  /* Photo preview: <input type=file data-kit-preview data-kit-limit=BYTES data-kit-too-big="…">. */
  const size = (bytes) => `${(bytes / 1048576).toFixed(1).replace(".", ",")} MB`;
  const preview = (input) => {
    const box = document.querySelector(`[data-kit-previews="${input.id}"]`);
    if (!box) return;
    all("img", box).forEach((picture) => URL.revokeObjectURL(picture.src));
    box.replaceChildren(...[...input.files].map((file) => {
      const figure = document.createElement("figure");
      if (file.type.startsWith("image/")) {
        const picture = document.createElement("img");
        picture.src = URL.createObjectURL(file);
        picture.alt = "";
        figure.append(picture);
      }
      const caption = document.createElement("figcaption");
      const tooBig = Number(input.dataset.kitLimit) && file.size > Number(input.dataset.kitLimit);
      caption.textContent = `${file.name}, ${size(file.size)}${tooBig ? `. ${input.dataset.kitTooBig || ""}` : ""}`;
      caption.classList.toggle("big", Boolean(tooBig));
      figure.append(caption);
      return figure;
    }));
    box.hidden = !input.files.length;
  };

  /* A button in our words instead of the browser's own, which speaks its own language. */
  const readyFiles = (root) => all("[data-kit-choose]", root).forEach((label) => {
    const input = document.getElementById(label.htmlFor);
    if (!input) return;
    label.hidden = false;
    input.classList.add("vh");
  });

  /* How much is written: <textarea data-kit-most=N> and the number before the words of its [data-kit-count]. */
  const count = (area) => {
    const line = document.querySelector(`[data-kit-count="${area.id}"] > span`);
    if (!line) return;
    line.hidden = false;
    line.textContent = `${area.value.length.toLocaleString(document.documentElement.lang)} / `;
    line.parentElement.classList.toggle("err", area.value.length > Number(area.dataset.kitMost));
  };

  /* One send per press; a page taken back from the browser's memory can send again. */
  const sending = new WeakSet();

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-kit-copy]");
    if (button) copy(button);
  });
  document.addEventListener("input", (event) => {
    if (event.target.matches("textarea[data-kit-most]")) count(event.target);
    const form = event.target.form;
    if (!watched(form)) return;
    dirty.add(form);
    if ("kitDraft" in form.dataset && event.target.type !== "file") plan(form, 1500);
  });
  /* Another script of the page asks for a save at once and is told when it is over. */
  document.addEventListener("kit:save", async (event) => {
    clearTimeout(timers.get(event.target));
    await save(event.target);
    event.detail();
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("input[type=file][data-kit-preview]")) preview(event.target);
    const form = event.target.closest("form[data-kit-auto]");
    if (form && form.method === "get") form.requestSubmit();
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    clearTimeout(timers.get(form));
    dirty.delete(form);
    if (form.method !== "post" || event.defaultPrevented) return;
    if (sending.has(form)) { event.preventDefault(); return; }
    sending.add(form);
    form.setAttribute("aria-busy", "true");
    setTimeout(() => { sending.delete(form); form.removeAttribute("aria-busy"); }, 8000);
  });
  window.addEventListener("pageshow", () => all("form[aria-busy]").forEach((form) => {
    sending.delete(form);
    form.removeAttribute("aria-busy");
  }));
  window.addEventListener("beforeunload", (event) => {
    if (dirty.size) event.preventDefault();
  });

  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector("meta[name=kit-csrf]");
    if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token.content;
  });

  const ready = (root) => { readyCopy(root); readyFiles(root); };
  ready(document);
  document.addEventListener("htmx:load", (event) => ready(event.target));
})();
