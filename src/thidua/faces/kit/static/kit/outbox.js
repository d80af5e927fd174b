/* What this device holds and has not sent yet: kept in IndexedDB, each item its owner's. Used by pages and by the worker.
   An item: uid, owner, address, page, title, keptAt, fields [[name, value]], files [{field, name, blob}], state, told. */
self.kitOutbox = (() => {
  "use strict";
  const NAME = "kit-outbox";
  const asked = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const open = () => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("items", { keyPath: "uid" });
    return asked(request);
  };
  const within = async (mode, work) => {
    const base = await open();
    try {
      const act = base.transaction("items", mode);
      const ended = new Promise((done, failed) => {
        act.oncomplete = done;
        act.onabort = act.onerror = () => failed(act.error);
      });
      const answer = await asked(work(act.objectStore("items")));
      await ended;
      return answer;
    } finally {
      base.close();
    }
  };
  const put = (item) => within("readwrite", (items) => items.put(item));
  const get = (uid) => within("readonly", (items) => items.get(uid));
  const drop = (uid) => within("readwrite", (items) => items.delete(uid));
  const all = async () => (await within("readonly", (items) => items.getAll())).sort((a, b) => a.keptAt - b.keptAt);
  const list = async (owner) => (await all()).filter((item) => owner && item.owner === owner);

  /* Who is signed in now, with a fresh token. Anything but the site's own answer counts as no network. */
  const who = async () => (await fetch(self.kitOutbox.who, { cache: "no-store", credentials: "same-origin" })).json();
  const ofAccount = (item) => item.owner.startsWith("a");

  /* Sends one item as its form would have been sent; what became of it. Throws where the network is away. */
  const post = async (item, signal) => {
    const body = new FormData();
    item.fields.forEach(([name, value]) => body.append(name, value));
    item.files.forEach((file) => body.append(file.field, file.blob, file.name));
    if (ofAccount(item)) {
      const now = await who();
      if (now.owner !== item.owner) return { state: now.owner ? "other" : "signed-out" };
      body.set("csrfmiddlewaretoken", now.token);
    }
    const answer = await fetch(item.address, {
      method: "POST", body, signal, headers: { "X-Kit-Queue": item.owner }, credentials: "same-origin",
    });
    return answer.json();
  };

  /* What a sent item leaves behind: that it was sent, until its owner has seen it. Everything else stays as it is. */
  const settled = (item, told) => (told.state === "sent"
    ? { ...item, state: "sent", told: { ...told, when: Date.now() }, fields: [], files: [] }
    : { ...item, state: told.state, told });
  const resting = (item) => ["stale", "refused", "sent"].includes(item.state);

  /* Sends what waits, oldest first, of one owner or of all; one at a time over all windows. True: nothing is left to try. */
  const sendAll = async (owner) => {
    for (const { uid } of owner ? await list(owner) : await all()) {
      const item = await get(uid);
      if (!item || resting(item)) continue;
      let told;
      try {
        told = await post(item);
      } catch {
        return false;
      }
      if (await get(uid)) await put(settled(item, told));
    }
    return true;
  };
  const flush = async (owner) => {
    const done = navigator.locks ? await navigator.locks.request(NAME, () => sendAll(owner)) : await sendAll(owner);
    if (self.BroadcastChannel) {
      const channel = new BroadcastChannel(NAME);
      channel.postMessage("changed");
      channel.close();
    }
    return done;
  };
  return { NAME, put, get, drop, list, post, flush, settled, resting, who: "" };
})();
