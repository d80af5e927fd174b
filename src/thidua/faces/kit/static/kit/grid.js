/* A table to type in as in Excel: paste of columns, moving down and up, photos dropped on a row. Without it the table is a
   plain form. Hooks: data-kit-grid on the table, data-kit-keep on a field that no draft saves, data-kit-drop on its form,
   data-kit-told for what is said of a paste; the words stand there as data-kit-… with {names} to fill in. */
(() => {
  "use strict";
  const table = document.querySelector("table[data-kit-grid]");
  if (!table) return;
  const form = table.closest("form");
  const told = form.querySelector("[data-kit-told]");
  const undo = form.querySelector("[data-kit-undo]");
  const rows = () => [...table.tBodies[0].rows];
  const cells = (row) => [...row.querySelectorAll("input:not([type=hidden], [type=file]), select, textarea")];
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").replace(/\s+/g, " ")
    .trim().toLowerCase();
  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_all, name) => values[name]);

  /* ---- moving: Enter and the arrows as in Excel; a list and a tick keep their own keys ---- */
  const move = (cell, by) => {
    const all = rows();
    const row = cell.closest("tr");
    const next = all[all.indexOf(row) + by];
    if (!next) return;
    const target = cells(next)[cells(row).indexOf(cell)];
    target.focus();
    if (target.select) target.select();
  };
  table.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (!cell.matches("input:not([type=checkbox])") || event.isComposing || event.altKey || event.ctrlKey) return;
    const by = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    move(cell, by);
  });

  /* ---- pasting ---- */
  /* Rows of a copied block; a quoted cell may hold its own lines and quotes. */
  const block = (text) => {
    const found = [[""]];
    let quoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const row = found[found.length - 1];
      const sign = text[at];
      if (quoted) {
        if (sign !== '"') row[row.length - 1] += sign;
        else if (text[at + 1] === '"') { row[row.length - 1] += sign; at += 1; } else quoted = false;
      } else if (sign === '"' && !row[row.length - 1]) quoted = true;
      else if (sign === "\t") row.push("");
      else if (sign === "\n") found.push([""]);
      else if (sign !== "\r") row[row.length - 1] += sign;
    }
    while (found.length > 1 && found[found.length - 1].every((cell) => !cell.trim())) found.pop();
    return found.map((row) => row.map((cell) => cell.trim()));
  };
  const YES = new Set(["x", "1", "co", "tot", "dat", "yes", "true", "✓", "✔", "v"]);
  const NO = new Set(["", "0", "khong", "chua", "no", "false", "-", "–"]);
  /* Puts a word into a control; false when a list or a tick does not know it. */
  const put = (control, word) => {
    if (control.type === "checkbox") {
      const said = fold(word);
      if (!YES.has(said) && !NO.has(said)) return false;
      control.checked = YES.has(said);
      return true;
    }
    if (control.tagName !== "SELECT") { control.value = word; return true; }
    const wanted = fold(word);
    const options = [...control.options];
    const found = wanted
      ? options.find((option) => fold(option.text) === wanted)
        || options.find((option) => option.value && fold(option.text).endsWith(` ${wanted}`))
      : options.find((option) => !option.value);
    if (found) control.value = found.value;
    return Boolean(found);
  };
  const known = (control) => (control.type === "checkbox" ? control.checked : control.value);
  let before = [];
  const restore = () => {
    before.forEach(([control, value]) => {
      if (control.type === "checkbox") control.checked = value; else control.value = value;
    });
    if (before.length) before[0][0].dispatchEvent(new Event("input", { bubbles: true }));
    before = [];
    if (undo) undo.hidden = true;
    if (told) told.hidden = true;
  };
  const say = (lines) => {
    if (!told) return;
    told.hidden = !lines.length;
    told.replaceChildren(...lines.map((line) => {
      const paragraph = document.createElement("p");
      paragraph.textContent = line;
      return paragraph;
    }));
  };
  /* A block of which a column names the rows goes to these rows, in whatever order it has them; before the names nothing
     stands but running numbers. A name is known without its «Thôn», «Buôn» too, where only one row has it. */
  const bare = (name) => name.replace(/^(thon|buon|bon|ban|lang|ap|khoi|khu pho|to dan pho|tdp|to|xa|phuong|thi tran) /, "");
  const named = (lines) => {
    const names = new Map(rows().map((row) => [fold((row.cells[0].querySelector("b") || row.cells[0]).textContent), row]));
    const short = [...names.keys()].map(bare);
    [...names].forEach(([name, row]) => {
      const alone = bare(name);
      if (!/^\d*$/.test(alone) && short.filter((other) => other === alone).length === 1 && !names.has(alone)) names.set(alone, row);
    });
    const counted = (line, at) => line.slice(0, at).every((cell) => /^\d{0,3}[.)]?$/.test(cell));
    for (let at = 0; at < 3; at += 1) {
      const hits = lines.filter((line) => line.length > at + 1 && counted(line, at) && names.has(fold(line[at])));
      if (hits.length && hits.length * 2 >= lines.length) return { names, at };
    }
    return null;
  };
  table.addEventListener("paste", (event) => {
    const start = event.target.closest("input, select, textarea");
    const lines = block(event.clipboardData.getData("text/plain"));
    if (!start || (lines.length === 1 && lines[0].length === 1)) return;
    event.preventDefault();
    const all = rows();
    const first = all.indexOf(start.closest("tr"));
    const column = cells(all[first]).indexOf(start);
    const found = named(lines);
    const words = told ? told.dataset : {};
    const left = []; const unread = []; const strange = [];
    let done = 0;
    before = [];
    lines.forEach((line, number) => {
      const row = found ? found.names.get(fold(line[found.at] || "")) : all[first + number];
      if (!row) { (found ? strange : left).push(line.join(" | ")); return; }
      done += 1;
      (found ? line.slice(found.at + 1) : line).forEach((word, place) => {
        const control = cells(row)[column + place];
        if (!control) { if (word) unread.push(word); return; }
        before.push([control, known(control)]);
        if (!put(control, word)) unread.push(word);
      });
    });
    const said = [fill(words.kitPasted || "", { rows: done })];
    if (left.length) said.push(fill(words.kitLeft || "", { rows: lines.length, room: all.length - first, left: left.length, text: left.join("; ") }));
    if (strange.length) said.push(fill(words.kitStrange || "", { text: strange.join("; ") }));
    if (unread.length) said.push(fill(words.kitUnread || "", { text: unread.join("; ") }));
    say(said);
    if (undo) undo.hidden = !before.length;
    start.dispatchEvent(new Event("input", { bubbles: true }));
  });
  if (undo) undo.addEventListener("click", restore);

  /* ---- what no draft saves stays in this browser until it is sent: <input data-kit-keep="N"> with its select; N tells
     how many the row has had, so that what was sent after all does not come back ---- */
  const place = `thidua-kept:${location.pathname}`;
  const kept = () => [...table.querySelectorAll("[data-kit-keep]")];
  const beside = (input) => input.parentElement.querySelector("select");
  const keep = () => {
    const found = kept().filter((input) => input.value.trim())
      .map((input) => [input.name, { text: input.value, kind: beside(input).value, had: input.dataset.kitKeep }]);
    try {
      if (found.length) localStorage.setItem(place, JSON.stringify(Object.fromEntries(found)));
      else localStorage.removeItem(place);
    } catch { /* a browser that keeps nothing: the page still asks before it is left */ }
  };
  const bring = () => {
    let known = {};
    try { known = JSON.parse(localStorage.getItem(place)) || {}; } catch { return; }
    const back = kept().filter((input) => {
      const one = known[input.name];
      if (!one || input.value || one.had !== input.dataset.kitKeep) return false;
      input.value = one.text;
      beside(input).value = one.kind;
      return true;
    });
    keep();
    if (!back.length) return;
    if (told) say([fill(told.dataset.kitBrought || "", { text: back.map((input) => input.value).join("; ") })]);
    back[0].dispatchEvent(new Event("input", { bubbles: true }));
  };
  table.addEventListener("input", keep);
  table.addEventListener("change", keep);
  bring();

  /* ---- photos dropped on a row: the row is saved first, so that there is something to prove ---- */
  const files = (event) => [...((event.dataTransfer && event.dataTransfer.items) || [])].some((item) => item.kind === "file");
  const over = (event) => {
    const row = event.target.closest && event.target.closest("tbody tr");
    table.querySelectorAll("tr.drop").forEach((other) => { if (other !== row) other.classList.remove("drop"); });
    return row && table.contains(row) ? row : null;
  };
  const line = form.querySelector("[data-kit-saved]");
  const speak = (text, wrong) => { line.textContent = text; line.classList.toggle("s-fail", wrong); };
  const send = async (row, cell, dropped) => {
    await new Promise((done) => { form.dispatchEvent(new CustomEvent("kit:save", { bubbles: true, detail: done })); });
    const sent = new FormData();
    sent.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    sent.append("khu", row.id);
    sent.append("o", cell);
    sent.append("receipt", crypto.randomUUID ? crypto.randomUUID() : "");
    dropped.forEach((file) => sent.append("upload", file));
    try {
      const answer = await fetch(form.dataset.kitDrop, { method: "POST", body: sent, credentials: "same-origin" });
      const text = await answer.text();
      const isPage = answer.redirected || text.trimStart().startsWith("<!");
      speak(isPage ? line.dataset.kitFailed || "" : text, !answer.ok || isPage);
      const count = answer.headers.get("X-Kit-Count");
      const shown = row.querySelector("[data-kit-photos]");
      if (count && shown) shown.textContent = count;
    } catch {
      speak(line.dataset.kitFailed || "", true);
    }
  };
  if (form.dataset.kitDrop) {
    form.addEventListener("dragover", (event) => {
      if (!files(event)) return;
      event.preventDefault(); /* a photo that misses a row does not open instead of the page */
      const row = over(event);
      if (row) row.classList.add("drop");
    });
    form.addEventListener("dragleave", over);
    form.addEventListener("drop", (event) => {
      if (!files(event)) return;
      event.preventDefault();
      const row = over(event);
      if (!row) return;
      row.classList.remove("drop");
      const day = event.target.closest("td") && event.target.closest("td").querySelector("input[name^='ngay-']");
      send(row, day ? day.name.slice(5) : "", [...event.dataTransfer.files]);
    });
  }
})();
