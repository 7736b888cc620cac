// Keeps this version's files and the documents of the screens, so that they open while the
// server is away. Answers of the API are none of its business: the screens keep their own.
const DOCUMENTS = `${PLACE}/documents`;
const SCREENS = ["/console", "/crew", "/region", "/appeals"];
/** A server that does not answer within this time is away, for a document. */
const PATIENCE = 3000;

addEventListener("install", (event) => {
  event.waitUntil(keep().then(() => skipWaiting()));
});

async function keep() {
  const cache = await caches.open(PLACE);
  await cache.addAll(FILES);
}

addEventListener("activate", (event) => {
  event.waitUntil(forget().then(() => clients.claim()).then(keepOpen));
});

/** The screens that were opened before this worker could keep them. */
async function keepOpen() {
  const cache = await caches.open(DOCUMENTS);
  const all = await clients.matchAll({ type: "window" });
  const screens = new Set(all.map((client) => screenOf(new URL(client.url).pathname)).filter(Boolean));
  for (const screen of screens) {
    const answer = await fetch(screen).catch(() => null);
    if (answer?.ok && !answer.redirected) await cache.put(screen, answer);
  }
}

async function forget() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => !name.startsWith(PLACE)).map((name) => caches.delete(name)));
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith(PLACE)) event.respondWith(kept(request));
  else if (request.mode === "navigate" && (pathname === "/" || screenOf(pathname))) event.respondWith(opened(request, pathname));
});

const screenOf = (pathname) => SCREENS.find((screen) => pathname === screen || pathname.startsWith(`${screen}/`));

async function kept(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

/** From the server when it answers, and kept for when it does not. */
async function opened(request, pathname) {
  const screen = screenOf(pathname);
  const cache = await caches.open(DOCUMENTS);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.ok && screen && !answer.redirected) await cache.put(screen, answer.clone());
    if (answer.status < 500) return answer;
    return (await last(cache, screen)) ?? answer;
  } catch (failure) {
    const before = await last(cache, screen);
    if (before) return before;
    throw failure;
  }
}

/** The screen itself, or, for the way in, whichever was used. */
async function last(cache, screen) {
  if (screen) return cache.match(screen, { ignoreVary: true });
  const [any] = await cache.keys();
  return any && Response.redirect(new URL(any.url).pathname);
}
