import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const screens = path.resolve(__dirname, '../__screens__');
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // No way out: what asks another host is noted (watch) and finds none.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** How long anything may take to appear; a slow machine with other work needs several seconds. */
const WAIT_MS = 15_000;

export const VIEWPORTS = {
  phone: { width: 375, height: 812 },
  desktop: { width: 1280, height: 800 },
} as const;

/** Degrees in WGS-84: what a browser's geolocation answers. */
export interface Standpoint {
  lng: number;
  lat: number;
}

export interface VisitOptions {
  viewport?: keyof typeof VIEWPORTS;
  /** Where the phone says it is. Left out: the person has refused to tell. */
  at?: Standpoint;
  /** Keeps the portal for want of network, as a real browser does; without it no visit fetches all files anew. */
  offlineShell?: boolean;
}

/** A browser window of one person, with all that must not happen in it collected on the way. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console errors, uncaught exceptions, requests to other hosts, failed scripts: empty when all is well. */
  readonly troubles: string[];
  /** Saves `<name>.png` of the whole page under e2e/__screens__ (git-ignored). */
  shoot(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Chromium from CHROMIUM_PATH, or Debian's. @param flags of its command line beside the usual ones */
export function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: [...FLAGS, ...flags] });
}

/** A fresh context (no cookies, no storage) on the portal at `baseUrl`; requests to any other host find none. */
export async function visit(browser: Browser, baseUrl: string, options: VisitOptions = {}): Promise<Visit> {
  const { viewport = 'phone', at, offlineShell = false } = options;
  const context = await browser.newContext({
    baseURL: baseUrl,
    viewport: VIEWPORTS[viewport],
    deviceScaleFactor: viewport === 'phone' ? 2 : 1,
    isMobile: viewport === 'phone',
    hasTouch: viewport === 'phone',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    serviceWorkers: offlineShell ? 'allow' : 'block',
    ...(at ? { geolocation: { longitude: at.lng, latitude: at.lat, accuracy: 10 } } : {}),
    permissions: at ? ['geolocation'] : [],
  });
  const troubles: string[] = [];
  // Noted, not routed: a route would switch off the browser's cache, and every page would load everything anew.
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== baseUrl)
      troubles.push(`asks another host: ${request.url()}`);
  });
  context.setDefaultTimeout(WAIT_MS);
  const page = await context.newPage();
  watch(page, troubles);
  return {
    page,
    context,
    troubles,
    async shoot(name) {
      const file = path.join(screens, `${name}.png`);
      mkdirSync(path.dirname(file), { recursive: true });
      await page.screenshot({ path: file, fullPage: true, animations: 'disabled' });
    },
    close: () => context.close(),
  };
}

/** Chromium itself logs every 4xx answer as an error; those are the product's business and asserted elsewhere. */
const ANSWER_LOGGED = /^Failed to load resource: the server responded with a status of 4\d\d/;

function watch(page: Page, troubles: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error' && !ANSWER_LOGGED.test(message.text()))
      troubles.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`uncaught: ${error.stack ?? error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 500) troubles.push(`${response.status()} ${response.url()}`);
  });
  // A page that opens a dialog of the browser blocks everything: our own dialogs are part of the page.
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
}
