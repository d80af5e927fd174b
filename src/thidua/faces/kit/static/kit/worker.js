/* The service worker: fetches everything from the site as ever, and only where that fails shows what was kept.
   `kitSite` stands before it: version, files, shell, away, who, leave. The site marks by headers which page may be kept, and whose. */
"use strict";
self.kitOutbox.who = self.kitSite.who;
const SHELL = `kit-shell-${self.kitSite.version}`;
const PAGES = "kit-pages-";
const PATIENCE = 8000;

self.addEventListener("install", (event) => event.waitUntil((async () => {
  const shell = await caches.open(SHELL);
  await shell.addAll(self.kitSite.shell);
  /* Nobody's page, asked for without a cookie. */
  await shell.add(new Request(self.kitSite.away, { credentials: "omit" }));
  await self.skipWaiting();
})()));

const pages = async () => (await caches.keys()).filter((name) => name.startsWith(PAGES));

/* Pages kept before the site was renewed name the files of then: those stay as long as pages do. */
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  const old = (await caches.keys()).filter((name) => name.startsWith("kit-shell-") && name !== SHELL);
  if (!(await pages()).length) await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
})()));

/* Of accounts one alone is kept: a page of another one ends the first one's. */
const forget = async (kept) => Promise.all((await pages())
  .filter((name) => name.startsWith(`${PAGES}a`) && name !== kept).map((name) => caches.delete(name)));

const note = async (request, response) => {
  const owner = response.headers.get("X-Kit-Owner") || "";
  const name = PAGES + owner;
  if (owner.startsWith("a")) await forget(name);
  if (response.status === 404 || response.status === 410) {
    for (const each of await pages()) await (await caches.open(each)).delete(request.url);
  }
  if (!owner || !response.ok || response.redirected || !response.headers.get("X-Kit-Keep")) return;
  /* A link is its holder's own phone; a desk is kept where its officer asked for it. */
  if (owner.startsWith("v") || (await caches.has(name))) await (await caches.open(name)).put(request.url, response.clone());
};

/* The kept page says of itself that it is one, and since when. */
const kept = async (request) => {
  for (const name of await pages()) {
    const found = await (await caches.open(name)).match(request.url);
    if (!found) continue;
    const headers = new Headers(found.headers);
    ["Content-Encoding", "Content-Length"].forEach((header) => headers.delete(header));
    const since = Date.parse(found.headers.get("Date")) || "";
    const text = (await found.text()).replace("<html ", `<html data-kit-kept="${since}" `);
    return new Response(text, { headers });
  }
  return undefined;
};

const page = async (request) => {
  const fetched = fetch(request).then(async (response) => {
    await note(request, response).catch(() => {}); /* a full device still reads */
    return response;
  });
  fetched.catch(() => {}); /* answered below, or by what is kept */
  const silent = new Promise((done) => { setTimeout(done, PATIENCE); });
  try {
    const first = await Promise.race([fetched, silent]);
    return first || (await kept(request)) || (await fetched);
  } catch {
    return (await kept(request)) || caches.match(self.kitSite.away, { cacheName: SHELL });
  }
};

const leave = async (request) => {
  const response = await fetch(request);
  await forget("");
  return response;
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.mode === "navigate" && request.method === "GET") event.respondWith(page(request));
  if (request.mode === "navigate" && request.method === "POST" && pathname === self.kitSite.leave) {
    event.respondWith(leave(request));
  }
  if (request.method === "GET" && pathname.startsWith(self.kitSite.files)) {
    event.respondWith(fetch(request).catch(async () => (await caches.match(pathname)) || Response.error()));
  }
});

/* The browser says when the network is back, also after the page was closed; it tries again while this throws. */
self.addEventListener("sync", (event) => {
  if (event.tag !== self.kitOutbox.NAME) return;
  event.waitUntil((async () => {
    if (!(await self.kitOutbox.flush(""))) throw new Error("away");
  })());
});
