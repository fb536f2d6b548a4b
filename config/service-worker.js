// The portal without network: its own files from the cache, the page for every address. Answers of the API are not
// kept here: what may be shown again is kept by the client, which knows whose it is.
/* global self, caches, __VERSION__, __SHELL__, __REST__ */
const PREFIX = 'lx-shell-';
const CACHE = PREFIX + __VERSION__;
/** What the first page needs; without it there is no installing. */
const SHELL = __SHELL__;
/** The other pages' files, fetched while nobody waits. */
const REST = __REST__;
const PATIENCE_MS = 4000;
const OWN_FILE = /^\/(js|css|static|chunk)\/|^\/favicon\.svg$/;
const SERVER = /^\/(api|open311|open-data|proof|healthz|readyz|metrics)(\/|$)/;

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(SHELL)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => {
        // The version before stays: a page of it may still be open and load more of its files.
        const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).slice(0, -1);
        return Promise.all(old.map((name) => caches.delete(name)));
      })
      .then(() => self.clients.claim()),
  );
  caches
    .open(CACHE)
    .then((cache) => REST.reduce((before, file) => before.then(() => keep(cache, file)), Promise.resolve()))
    .catch(() => undefined); // Offline meanwhile: a page's files are kept when it is opened.
});

function keep(cache, file) {
  return cache.match(file).then((known) => known || cache.add(file));
}

function inTime(request) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('slow')), PATIENCE_MS);
    fetch(request).then(
      (answer) => {
        clearTimeout(timer);
        if (answer.ok) resolve(answer);
        else reject(new Error('HTTP ' + answer.status));
      },
      (error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}

function fromCacheFirst(request) {
  return caches.match(request).then(
    (known) =>
      known ||
      fetch(request).then((answer) => {
        if (answer.ok) {
          const copy = answer.clone();
          caches.open(CACHE).then((cache) => cache.put(request, copy));
        }
        return answer;
      }),
  );
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin || SERVER.test(url.pathname)) return;
  if (OWN_FILE.test(url.pathname)) event.respondWith(fromCacheFirst(request));
  else if (request.mode === 'navigate')
    event.respondWith(inTime(request).catch(() => caches.match('/').then((page) => page || fetch(request))));
  else if (url.pathname === '/app-config.js')
    event.respondWith(inTime(request).catch(() => caches.match('/app-config.js')));
});
