/* Forms that wait for a network: <form data-kit-queue> beneath kit/queue.html. Sent by this script where there is a
   network; kept with its photos, and sent later, where there is none. Without it each form sends as any form does. */
(() => {
  "use strict";
  const box = document.querySelector("[data-kit-outbox]");
  const outbox = self.kitOutbox;
  if (!box || !outbox || !self.indexedDB) return;
  const { owner, worker, signIn } = box.dataset;
  outbox.who = box.dataset.who;
  const SLOW = 8000;
  const words = box.querySelector("[data-kit-words]").content;
  const word = (name, values = {}) => words.querySelector(`[data-word="${name}"]`).textContent
    .replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
  const locale = document.documentElement.lang;
  const when = (moment) => new Date(moment).toLocaleString(locale, { hour: "numeric", minute: "2-digit", day: "numeric", month: "numeric" });
  const size = (bytes) => (bytes > 999999 ? `${(bytes / 1048576).toLocaleString(locale, { maximumFractionDigits: 1 })} MB`
    : `${Math.ceil(bytes / 1024)} KB`);
  const said = box.querySelector("[data-kit-said]");
  const form = document.querySelector("form[data-kit-queue]");
  const copied = document.documentElement.dataset.kitKept; /* since when, of a page shown from what is kept */
  let editing = null;

  /* A UUID where the browser makes none by itself (a site without https). */
  const uuid = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    return [...bytes].map((byte, place) => ([4, 6, 8, 10].includes(place) ? "-" : "") + byte.toString(16).padStart(2, "0")).join("");
  };
  const say = (...lines) => tell("s-run", lines);
  const tell = (tone, lines) => {
    const note = document.createElement("div");
    note.className = `note ${tone}`;
    const part = document.createElement("div");
    part.append(...lines.map((line) => {
      if (line instanceof Node) return line;
      const words = document.createElement("p");
      words.textContent = line;
      return words;
    }));
    note.append(part);
    said.replaceChildren(...(lines.length ? [note] : []));
    if (lines.length) box.hidden = false;
  };
  /* Above what is wrong, field by field: what was told of the whole, unless it is one of these sentences again. */
  const headOf = (told) => ((told.fields || []).some((wrong) => wrong.sentence === told.sentence) ? "" : told.sentence) || word("refused");
  const named = (wrong) => [wrong.label, wrong.sentence].filter(Boolean).join(": ");
  const button = (label, pressed) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn";
    made.textContent = label;
    made.addEventListener("click", pressed, { once: true });
    return made;
  };

  /* ---------- keeping ---------- */
  const fromForm = (submitter) => {
    const item = {
      uid: editing ? editing.uid : uuid(), owner, address: form.getAttribute("action") || location.pathname + location.search,
      page: location.pathname + location.search, title: document.querySelector("h1").textContent.trim(),
      about: document.querySelector(".page-head p, main .meta")?.textContent.trim() || "",
      keptAt: Date.now(), fields: [], files: [], state: "waiting", told: {},
    };
    for (const [name, value] of new FormData(form, submitter)) {
      if (!(value instanceof File)) item.fields.push([name, value]);
      else if (value.name) item.files.push({ field: name, name: value.name, blob: value });
    }
    return item;
  };
  const keep = async (item) => {
    const files = [];
    for (const file of item.files) files.push({ field: file.field, ...await self.kitPhotos.kept(file.name, file.blob) });
    await outbox.put({ ...item, files });
    navigator.storage?.persist?.();
    const ready = navigator.serviceWorker?.controller && await navigator.serviceWorker.ready;
    await ready?.sync?.register(outbox.NAME).catch(() => {});
  };

  /* ---------- sending the form of this page ---------- */
  const shownWrong = (told) => {
    form.querySelectorAll("[data-kit-wrong]").forEach((line) => line.remove());
    let first = null;
    for (const wrong of told.fields || []) {
      const field = wrong.name && [...form.querySelectorAll(`[name="${CSS.escape(wrong.name)}"]`)].find((one) => one.type !== "hidden");
      const line = document.createElement("p");
      line.className = "err";
      line.dataset.kitWrong = "";
      line.id = `sai-${wrong.name || "chung"}`;
      line.textContent = wrong.sentence;
      if (field) {
        field.closest(".field").append(line);
        field.setAttribute("aria-describedby", line.id);
        field.setAttribute("aria-invalid", "true");
        first ||= field;
      } else form.prepend(line);
    }
    tell("s-fail", [headOf(told), ...(told.fields || []).map(named)]);
    (first || form.querySelector("[data-kit-wrong]") || said).scrollIntoView({ block: "center" });
    first?.focus({ preventScroll: true });
  };
  const keptForLater = async (item) => {
    say(word("keeping")); /* an old phone takes its time over photos */
    try {
      await keep(item);
    } catch {
      say(word("full"));
      said.scrollIntoView({ block: "center" });
      return;
    }
    form.hidden = true;
    editing = null;
    say();
    await render();
    if (item.state === "waiting" || item.state === "again") say(word("kept"), word("kept-more"));
    box.scrollIntoView({ block: "start" });
  };
  const send = async (item) => {
    if (!navigator.onLine) return keptForLater(item);
    const stop = new AbortController();
    say(word("sending"));
    const slow = setTimeout(() => say(word("slow"), button(word("later"), () => stop.abort())), SLOW);
    let told;
    try {
      told = await outbox.post(item, stop.signal);
    } catch {
      told = null;
    }
    clearTimeout(slow);
    if (!told) return keptForLater(item);
    if (told.state === "sent") {
      if (editing) await outbox.drop(item.uid);
      location.assign(told.address || item.page);
    } else if (told.state === "refused" && !editing) shownWrong(told);
    else if (told.state === "refused") {
      await keep(outbox.settled(item, told)).catch(() => {});
      await render();
      shownWrong(told);
    } else {
      say();
      await keptForLater(outbox.settled(item, told));
    }
    return undefined;
  };
  if (form) {
    /* Before the site's other scripts, which see that this one takes the form over. */
    document.addEventListener("submit", async (event) => {
      if (event.target !== form || event.defaultPrevented || self.kitSend?.takes(form)) return; /* send.js comes back */
      event.preventDefault();
      if (form.getAttribute("aria-busy")) return;
      form.setAttribute("aria-busy", "true");
      try {
        await send(fromForm(event.submitter));
      } finally {
        form.removeAttribute("aria-busy");
      }
    }, true);
  }

  /* ---------- a kept form opened again ---------- */
  const fresh = () => { if (form?.elements.receipt) form.elements.receipt.value = uuid(); };
  const fill = (item) => {
    const given = new Map();
    item.fields.forEach(([name, value]) => given.set(name, [...(given.get(name) || []), value]));
    for (const field of form.elements) {
      const values = given.get(field.name) || [];
      if (!field.name || ["csrfmiddlewaretoken", "receipt"].includes(field.name)) continue;
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else if (field.type === "file") {
        const held = new DataTransfer();
        item.files.filter((file) => file.field === field.name)
          .forEach((file) => held.items.add(new File([file.blob], file.name, { type: file.blob.type })));
        field.files = held.files;
        field.dispatchEvent(new Event("change", { bubbles: true }));
      } else if (field.type !== "submit" && values.length) field.value = values.shift();
    }
    /* The version whose content the person has seen beside his own. */
    if (item.told.version && form.elements.version) form.elements.version.value = item.told.version;
    fresh(); /* other words: another sending */
    editing = item;
    if (item.state === "refused") shownWrong(item.told);
  };

  /* ---------- the list ---------- */
  const sides = (list, told) => {
    const rows = (told.rows || []).filter((row) => row.differs);
    list.replaceChildren(...rows.flatMap((row) => {
      const name = document.createElement("dt");
      name.textContent = row.label;
      return [name, ...["mine", "theirs"].map((side) => {
        const line = document.createElement("dd");
        const whose = document.createElement("b");
        whose.textContent = `${word(side)}: `;
        line.append(whose, row[side] || word("empty"));
        return line;
      })];
    }));
    if (rows.length || !told.rows) return;
    const line = document.createElement("dd");
    line.textContent = word("same");
    list.append(line);
  };
  const stateOf = ({ state, told }) => {
    if (state === "stale") return told.who ? word("stale-by", told) : word("stale");
    if (state === "refused") return headOf(told);
    if (state === "sent") return word("sent", { when: when(told.when) });
    return word(state);
  };
  const drawn = (item) => {
    const row = box.querySelector("[data-kit-item]").content.firstElementChild.cloneNode(true);
    const part = (name) => row.querySelector(`[data-part="${name}"]`);
    row.dataset.state = item.state;
    part("title").textContent = item.title;
    const values = { when: when(item.keptAt), n: item.files.length, size: size(item.files.reduce((sum, file) => sum + file.blob.size, 0)) };
    part("about").textContent = [item.about, word(item.files.length ? "about" : "about-bare", values)].filter(Boolean).join(" · ");
    part("state").textContent = stateOf(item);
    part("wrong").replaceChildren(...(item.state === "refused" ? item.told.fields || [] : []).map((wrong) => {
      const line = document.createElement("li");
      line.textContent = named(wrong);
      return line;
    }));
    if (item.state === "stale") sides(part("sides"), item.told);
    const shown = {
      mine: item.state === "stale", theirs: item.state === "stale", edit: item.state !== "sent", look: item.state === "sent",
      "sign-in": item.state === "signed-out", drop: !["stale", "sent"].includes(item.state),
    };
    row.querySelectorAll("[data-do]").forEach((act) => { act.hidden = !shown[act.dataset.do]; });
    const link = (name, address) => { row.querySelector(`[data-do="${name}"]`).href = address; };
    link("edit", `${item.page}#giu=${item.uid}`);
    link("look", item.told.address || item.page);
    link("sign-in", `${signIn}?next=${encodeURIComponent(location.pathname)}`);
    row.addEventListener("click", (event) => pressed(event.target.closest("[data-do]")?.dataset.do, item));
    return row;
  };
  const pressed = async (act, item) => {
    if (act === "mine") {
      const fields = item.fields.map(([name, value]) => [name, name === "version" ? String(item.told.version) : value]);
      await outbox.put({ ...item, fields, state: "waiting", told: {} });
      await flush();
    } else if (act === "drop" && confirm(word("drop"))) await outbox.drop(item.uid);
    else if (act === "theirs" && confirm(word("theirs-sure"))) {
      await outbox.drop(item.uid);
      location.assign(item.page);
    } else if (act === "edit" && item.page === location.pathname + location.search) setTimeout(reopen);
    else return;
    if (act !== "edit") await render();
  };
  const render = async () => {
    const items = (await outbox.list(owner)).filter((item) => item.uid !== editing?.uid);
    box.querySelector("[data-kit-items]").replaceChildren(...items.map(drawn));
    const waiting = items.filter((item) => !outbox.resting(item));
    box.querySelector("h2").hidden = !items.length;
    box.querySelector("[data-kit-all]").hidden = !waiting.length;
    box.hidden = !items.length && !said.childElementCount && box.querySelector("[data-kit-kept]").hidden;
    return items;
  };
  const flush = async () => {
    const before = (await outbox.list(owner)).filter((item) => !outbox.resting(item));
    const tried = !before.length || await outbox.flush(owner);
    const done = (await outbox.list(owner)).every(outbox.resting);
    /* The kept copy still says what was owed before. */
    if (done && before.length && copied !== undefined && (!form || form.hidden)) location.reload();
    if (done || tried) say(); /* from here each item says how it stands */
    await render();
  };
  const reopen = async () => {
    const uid = location.hash.match(/^#giu=([\w-]+)$/)?.[1];
    const item = uid && (await outbox.get(uid));
    if (!form || !item || item.owner !== owner || item.state === "sent") return;
    form.hidden = false;
    say();
    fill(item);
    await render();
  };

  /* ---------- pages for when there is no network ---------- */
  const cache = `kit-pages-${owner}`;
  const ABREAST = 4, TOLD_EACH = 12, MOST_LACKING = 8;
  const read = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");
  const stored = async (address) => {
    const answer = await fetch(address, { credentials: "same-origin" });
    const mine = answer.headers.get("X-Kit-Owner") === owner && answer.headers.get("X-Kit-Keep");
    if (!answer.ok || answer.redirected || !mine) return [];
    await (await caches.open(cache)).put(address, answer.clone());
    const page = await read(answer);
    const next = page.querySelector("[data-kit-next]")?.dataset.kitNext.trim().split(/\s+/) || [];
    return [...next, ...[...page.querySelectorAll("[data-kit-doors] a")].map((door) => door.getAttribute("href"))];
  };
  const prepare = async (tell) => {
    const waiting = [location.pathname + location.search];
    for (let done = 0; done < waiting.length;) {
      const now = waiting.slice(done, done + ABREAST);
      const next = await Promise.all(now.map((address) => stored(address).catch(() => [])));
      next.flat().forEach((one) => { if (one && !waiting.includes(one)) waiting.push(one); });
      done += now.length;
      tell(done, waiting.length);
    }
  };
  const panel = document.querySelector("[data-kit-prepare]");
  /* The rows of what is kept, and the names of what is not: from the list that was kept with it, or from this page. */
  const showForms = async (addresses) => {
    const part = (name) => panel.querySelector(`[data-part="${name}"]`);
    const at = panel.dataset.toldAt;
    const list = at ? addresses.has(at) && await read(await (await caches.open(cache)).match(at)) : document;
    const rows = list && addresses.size ? [...list.querySelectorAll("[data-kit-doors] > li")] : [];
    const has = (row) => addresses.has(row.querySelector("a").getAttribute("href"));
    const kept = rows.filter(has), lacking = rows.filter((row) => !has(row)).map((row) => row.querySelector("a").textContent);
    part("forms").hidden = !kept.length;
    part("forms").querySelector("summary").textContent = kept.length ? word("forms", { n: kept.length }) : "";
    part("forms").querySelector("ul").replaceChildren(...kept.map((row) => document.importNode(row, true)));
    part("beyond").replaceChildren(...(kept.length ? [...list.querySelectorAll("[data-kit-beyond]")].map((line) => document.importNode(line, true)) : []));
    part("lacking").hidden = !lacking.length;
    part("lacking").textContent = lacking.length
      ? word("lacking", { names: lacking.slice(0, MOST_LACKING).join("; ") + (lacking.length > MOST_LACKING ? "…" : "") }) : "";
  };
  const held = async () => {
    const keys = (await caches.has(cache)) ? await (await caches.open(cache)).keys() : [];
    const addresses = new Set(keys.map(({ url }) => new URL(url)).map(({ pathname, search }) => pathname + search));
    const count = addresses.size;
    panel.querySelector("[data-do=forget]").hidden = !count;
    if (count) panel.querySelector("[data-part=state]").textContent = word(owner.startsWith("v") ? "prepared-link" : "prepared", { n: count });
    await showForms(addresses);
    return count;
  };
  const readyPanel = async () => {
    const state = panel.querySelector("[data-part=state]");
    const nothing = state.textContent;
    panel.hidden = false;
    await held();
    panel.addEventListener("click", async (event) => {
      const act = event.target.closest("[data-do]");
      if (!act) return;
      act.disabled = true;
      if (act.dataset.do === "forget") {
        await caches.delete(cache);
        state.textContent = nothing;
        await held();
      } else {
        state.textContent = word("preparing");
        /* Not each page: a voice reads the line. */
        let told = 0;
        await prepare((n, all) => {
          if (n - told < TOLD_EACH) return;
          told = n;
          state.textContent = word("preparing-more", { n, all });
        });
        if (!(await held())) state.textContent = word("unprepared");
        panel.querySelector("[data-part=forms]").open = true;
      }
      act.disabled = false;
    });
  };

  /* ---------- leaving ---------- */
  const leave = async (form) => {
    const items = (await outbox.list(owner)).filter((item) => item.state !== "sent");
    const go = async () => {
      for (const item of await outbox.list(owner)) await outbox.drop(item.uid);
      await self.caches?.delete(cache);
      form.submit();
    };
    if (!items.length) return go();
    say(word("leave", { n: items.length }), button(word("leave-anyway"), go));
    await render();
    box.scrollIntoView({ block: "center" });
    return undefined;
  };
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-kit-leave]")) return;
    event.preventDefault();
    leave(event.target);
  }, true);

  /* ---------- beginning ---------- */
  const begin = async () => {
    if (copied !== undefined) {
      const line = box.querySelector("[data-kit-kept]");
      line.textContent = line.textContent.replace("{when}", copied ? when(Number(copied)) : "…");
      line.hidden = false;
      fresh(); /* the same copy may be filled in twice */
    }
    box.querySelector("[data-kit-flush]").addEventListener("click", flush);
    window.addEventListener("online", flush);
    window.addEventListener("hashchange", reopen);
    if (self.BroadcastChannel) new BroadcastChannel(outbox.NAME).addEventListener("message", render);
    const items = await render();
    /* That a form was sent is told on one page that was opened since; then the phone forgets it. */
    for (const item of items.filter((one) => one.state === "sent")) {
      await (item.told.seen ? outbox.drop(item.uid) : outbox.put({ ...item, told: { ...item.told, seen: true } }));
    }
    await reopen();
    if (form && !editing && items.some((item) => !outbox.resting(item) && item.page === location.pathname + location.search)) say(word("here"));
    if (navigator.onLine && !editing) await flush();
  };
  const keepPages = async () => {
    if (!navigator.serviceWorker || !self.caches) return;
    await navigator.serviceWorker.register(worker, { scope: "/" });
    if (panel) await readyPanel();
    /* The first page of a link came before the worker. */
    if (owner.startsWith("v") && !navigator.serviceWorker.controller) await stored(location.pathname + location.search);
    if (!panel) return;
    /* What was taken up or settled since: the list says, the forms themselves are fetched when asked for. */
    const at = panel.dataset.toldAt;
    if (copied !== undefined) panel.querySelector("[data-part=forms]").open = true; /* what one came for */
    if (at && copied === undefined && await caches.has(cache)) await stored(at).catch(() => {});
    await held();
  };
  begin().catch(() => {}); /* a private window keeps nothing: its forms send as ever */
  keepPages().catch(() => {});
})();
