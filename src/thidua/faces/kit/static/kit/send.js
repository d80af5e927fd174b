/* Large files go in pieces before their form does: a progress bar, and after a broken network on from where it broke.
   <form data-kit-send="ADDRESS"> with file inputs that have data-kit-preview. Without this script, or for small files on a
   sound network, the form sends its files itself. The protocol stands in docs/explanation/evidence.md. */
(() => {
  "use strict";
  const LARGE = 1024 * 1024, PIECE = 512 * 1024, TRIES = 8;
  let broke = !navigator.onLine;
  window.addEventListener("offline", () => { broke = true; });

  /* SHA-256 where the browser offers none: it does so on https and on this machine only. */
  const primes = [];
  for (let number = 2; primes.length < 64; number += 1) if (primes.every((prime) => number % prime)) primes.push(number);
  const part = (root) => Math.floor((root - Math.floor(root)) * 2 ** 32);
  const K = Uint32Array.from(primes, (prime) => part(Math.cbrt(prime)));
  const turn = (word, by) => (word >>> by) | (word << (32 - by));
  const sha256 = (bytes) => {
    const state = Uint32Array.from(primes.slice(0, 8), (prime) => part(Math.sqrt(prime)));
    const padded = new Uint8Array((((bytes.length + 8) >> 6) + 1) << 6);
    padded.set(bytes);
    padded[bytes.length] = 0x80;
    const view = new DataView(padded.buffer), w = new Uint32Array(64);
    view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
    view.setUint32(padded.length - 4, bytes.length << 3);
    for (let at = 0; at < padded.length; at += 64) {
      for (let i = 0; i < 64; i += 1) {
        if (i < 16) { w[i] = view.getUint32(at + 4 * i); continue; }
        const a = w[i - 15], b = w[i - 2];
        w[i] = w[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + w[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10));
      }
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 64; i += 1) {
        const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
        const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
      }
      [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] += word; });
    }
    return [...state].map((word) => word.toString(16).padStart(8, "0")).join("");
  };
  const checksum = async (file) => {
    const bytes = await file.arrayBuffer();
    if (!window.crypto.subtle) return sha256(new Uint8Array(bytes));
    const digest = new Uint8Array(await window.crypto.subtle.digest("SHA-256", bytes));
    return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  /* What is under way is remembered for this tab, so that the same file chosen again goes on where it stopped. */
  const key = (file) => `kit-send:${file.name}:${file.size}:${file.lastModified}`;
  const recall = (file) => { try { return sessionStorage.getItem(key(file)); } catch { return null; } };
  const remember = (file, address) => {
    try { if (address) sessionStorage.setItem(key(file), address); else sessionStorage.removeItem(key(file)); } catch { /* private window */ }
  };

  class Refusal extends Error {}
  const wait = (seconds) => new Promise((done) => {
    const timer = setTimeout(done, seconds * 1000);
    window.addEventListener("online", () => { clearTimeout(timer); done(); }, { once: true });
  });
  const ask = async (address, method, headers = {}, body = null) => {
    const token = document.querySelector("meta[name=kit-csrf]");
    const answer = await fetch(address, {
      method, body, credentials: "same-origin", redirect: "manual",
      headers: { ...headers, "X-CSRFToken": token ? token.content : "" },
    });
    if (answer.status >= 500) throw new TypeError("the server is away");
    return answer;
  };
  const refused = async (answer) => {
    const isText = (answer.headers.get("Content-Type") || "").startsWith("text/plain");
    return new Refusal(isText ? await answer.text() : "");
  };
  const begin = async (form, file) => {
    const body = new FormData();
    body.append("name", file.name);
    body.append("length", String(file.size));
    const answer = await ask(form.dataset.kitSend, "POST", {}, body);
    if (answer.status !== 201) throw await refused(answer);
    const address = answer.headers.get("Location");
    remember(file, address);
    return { address, offset: 0 };
  };
  const found = async (file) => {
    const address = recall(file);
    if (!address) return null;
    const answer = await ask(address, "HEAD");
    const length = Number(answer.headers.get("Upload-Length"));
    if (answer.status === 200 && length === file.size) return { address, offset: Number(answer.headers.get("Upload-Offset")) };
    remember(file, null);
    return null;
  };
  const send = async (form, file, tell) => {
    let sending = null;
    for (let tries = 0; ; ) {
      try {
        sending = sending ? await found(file) : (await found(file)) || (await begin(form, file));
        if (!sending) sending = await begin(form, file);
        while (sending.offset < file.size) {
          tell(sending.offset / file.size);
          const answer = await ask(sending.address, "PATCH", {
            "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(sending.offset),
          }, file.slice(sending.offset, sending.offset + PIECE));
          if (answer.status !== 204 && answer.status !== 409) throw await refused(answer);
          sending.offset = Number(answer.headers.get("Upload-Offset"));
          tries = 0;
        }
        tell(1);
        return sending.address.split("/").filter(Boolean).pop();
      } catch (error) {
        if (error instanceof Refusal || (tries += 1) > TRIES) throw error;
        broke = true;
        tell(null);
        await wait(2 ** tries);
      }
    }
  };

  const bar = (input, place) => {
    const figure = document.querySelectorAll(`[data-kit-previews="${input.id}"] figure`)[place];
    const progress = document.createElement("progress"), line = document.createElement("small");
    progress.max = 1;
    progress.setAttribute("aria-label", input.files[place].name);
    line.setAttribute("role", "status");
    if (figure) figure.append(progress, line);
    return (share, words) => {
      if (share !== null) progress.value = share;
      const said = words || (share === null ? input.dataset.kitWaiting : share < 1 ? input.dataset.kitSending : input.dataset.kitArrived);
      if (line.textContent !== said) line.textContent = said;
    };
  };
  const ahead = async (form, inputs) => {
    for (const input of inputs) {
      const rest = new DataTransfer(), sent = [];
      for (const [place, file] of [...input.files].entries()) {
        if (!isForPieces(input, file)) { rest.items.add(file); continue; }
        const tell = bar(input, place);
        try {
          sent.push([file, `${await send(form, file, tell)}:${await checksum(file)}:${file.name.slice(0, 200)}`]);
        } catch (error) {
          tell(null, error.message || input.dataset.kitFailed);
          throw error;
        }
      }
      for (const [file, words] of sent) {
        const hidden = document.createElement("input");
        Object.assign(hidden, { type: "hidden", name: `${input.name}-sent`, value: words });
        form.append(hidden);
        remember(file, null);
      }
      input.files = rest.files;
      input.required = input.required && !sent.length;
    }
  };

  const limit = (input) => Number(input.dataset.kitLimit) || Infinity;
  const isForPieces = (input, file) => (broke || file.size >= LARGE) && file.size > 0 && file.size <= limit(input);
  const running = new WeakSet();
  /* What a form that can wait sends while there is no network is kept by queue.js, whole. */
  const inPieces = (form) => form.dataset.kitSend && (navigator.onLine || !form.hasAttribute("data-kit-queue")) ? [
    ...form.querySelectorAll("input[type=file][data-kit-preview]"),
  ].filter((input) => [...input.files].some((file) => isForPieces(input, file))) : [];
  self.kitSend = { takes: (form) => running.has(form) || inPieces(form).length > 0 };
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.dataset.kitSend || event.defaultPrevented) return;
    if (running.has(form)) { event.preventDefault(); return; }
    const inputs = inPieces(form);
    if (!inputs.length) return;
    event.preventDefault();
    running.add(form);
    form.setAttribute("aria-busy", "true");
    let arrived = false;
    try {
      await ahead(form, inputs);
      arrived = true;
    } catch (error) {
      console.warn(error);
    }
    running.delete(form);
    form.removeAttribute("aria-busy");
    if (arrived) form.requestSubmit(event.submitter);
  }, true);
})();
