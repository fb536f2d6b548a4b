import { type BaseInfo, createFakeWx, type FakeWx } from './fake-wx';
import { loadPackage } from './load-package';
import { applyPath, type PageNode, textOf, walk } from './page-data';

export interface WeappOptions {
  /** Folder of the built package (dist/weapp). */
  dist: string;
  /** API the package shall talk to; its own built-in base (`TARO_APP_API_BASE`) is replaced by it. */
  apiBase?: string;
  builtBase?: string;
  /** What the device kept of an earlier run, by key; values as JSON, as the app stores them. */
  storage?: Record<string, unknown>;
  /** What WeChat says of itself, e.g. larger letters. */
  info?: Partial<BaseInfo>;
}

interface PageInstance {
  route: string;
  options: Record<string, string>;
  data: { root?: PageNode } & Record<string, unknown>;
  [method: string]: unknown;
}

export interface WeappPage {
  route: string;
  /** Every text on the page, top to bottom. */
  texts: () => string[];
  /** Class names of everything on the page. */
  classes: () => string[];
  /** Taps what shows or is named this text; the event bubbles up as WeChat's does. */
  tap: (text: string) => void;
  /** Taps everything that shows or is named this text, one after another as a finger would. */
  tapAll: (text: string) => Promise<void>;
  /** What WeChat would put into the chat when the page is passed on. */
  shared: () => unknown;
  /** An event of WeChat's own button that shows this text, e.g. `getphonenumber` with its detail. */
  answer: (text: string, type: string, detail: object) => void;
  /** Types into the field with this placeholder or accessible name. */
  input: (field: string, text: string) => void;
  /** Waits until the page shows the text; fails with what it shows instead. */
  waitFor: (text: string, timeoutMs?: number) => Promise<void>;
}

export interface Weapp extends Omit<FakeWx, 'wx'> {
  openPage: (route: string, query?: Record<string, string>) => WeappPage;
  /** What the pages were given to draw so far: calls of setData and the bytes of their JSON. */
  drawn: { calls: number; bytes: number };
  /** The page in front. */
  currentPage: () => WeappPage;
}

/** React draws what a tap changed before the next one comes. */
const A_FINGER_MS = 50;

/** Boots a built weapp package in plain Node: real package files, fake device, real network. */
export function bootWeapp({
  dist,
  apiBase,
  builtBase = 'http://127.0.0.1:8080/api/v1',
  storage = {},
  info,
}: WeappOptions): Weapp {
  const stack: PageInstance[] = [];
  let app: Record<string, unknown> | undefined;
  let registered: Record<string, unknown> | undefined;
  const drawn = { calls: 0, bytes: 0 };

  const fake = createFakeWx({
    rewriteUrl: (url) => (apiBase && url.startsWith(builtBase) ? apiBase + url.slice(builtBase.length) : url),
    navigate: (kind, url) => navigate(kind, url),
    info,
  });
  for (const [key, value] of Object.entries(storage)) fake.device.storage.set(key, JSON.stringify(value));
  const load = loadPackage(dist, {
    wx: fake.wx,
    App: (config) => void (app = config as Record<string, unknown>),
    Page: (config) => void (registered = config as Record<string, unknown>),
    Component: () => undefined,
    getApp: () => app,
    getCurrentPages: () => stack,
  });

  const call = (target: Record<string, unknown> | undefined, name: string, ...args: unknown[]): void => {
    const method = target?.[name];
    if (typeof method === 'function') method.apply(target, args);
  };

  load('app.js');
  call(app, 'onLaunch', { path: 'pages/home/index', query: {}, scene: 1001 });
  call(app, 'onShow', { path: 'pages/home/index', query: {}, scene: 1001 });

  // A page's module registers itself once; later openings make another instance of the same config.
  const configs = new Map<string, Record<string, unknown>>();
  const configOf = (route: string): Record<string, unknown> => {
    const known = configs.get(route);
    if (known) return known;
    registered = undefined;
    load(`${route}.js`);
    if (!registered) throw new Error(`${route}.js registered no page`);
    configs.set(route, registered);
    return registered;
  };

  const openPage = (route: string, query: Record<string, string> = {}): WeappPage => {
    const config = configOf(route);
    const page: PageInstance = Object.assign(Object.create(config) as PageInstance, {
      route,
      options: query,
      data: JSON.parse(JSON.stringify(config.data ?? {})) as PageInstance['data'],
      setData(patch: Record<string, unknown>, done?: () => void) {
        drawn.calls += 1;
        drawn.bytes += Buffer.byteLength(JSON.stringify(patch));
        for (const [key, value] of Object.entries(patch)) {
          applyPath(
            page.data,
            key,
            typeof value === 'object' ? (JSON.parse(JSON.stringify(value)) as unknown) : value,
          );
        }
        if (done) setTimeout(done, 0);
      },
    });
    call(stack.at(-1), 'onHide');
    stack.push(page);
    call(page, 'onLoad', query);
    call(page, 'onShow');
    call(page, 'onReady');
    return drive(page);
  };

  const navigate = (kind: string, url: string): void => {
    const [path = '', search = ''] = url.replace(/^\//, '').split('?');
    if (kind !== 'navigateTo') {
      const leaving = kind === 'reLaunch' || kind === 'switchTab' ? stack.splice(0) : stack.splice(-1);
      leaving.forEach((page) => call(page, 'onUnload'));
    }
    if (kind === 'navigateBack') call(stack.at(-1), 'onShow');
    else
      openPage(
        path,
        Object.fromEntries(
          [...new URLSearchParams(search)].map(([key, value]) => [key, encodeURIComponent(value)]),
        ),
      );
  };

  return {
    openPage,
    drawn,
    currentPage() {
      const page = stack.at(-1);
      if (!page) throw new Error('no page is open');
      return drive(page);
    },
    device: fake.device,
    requests: fake.requests,
    missing: fake.missing,
    emit: fake.emit,
  };
}

function drive(page: PageInstance): WeappPage {
  const ways = (): PageNode[][] => [...walk(page.data.root ?? {})];
  const texts = (): string[] =>
    ways()
      .flatMap((way) => way.at(-1)?.v ?? [])
      .filter((text) => text.trim() !== '');

  const named = (node: PageNode, name: string): boolean =>
    Object.entries(node).some(
      ([key, value]) => key !== 'cn' && key !== 'cl' && key !== 'st' && value === name,
    );

  const send = (way: PageNode[], type: string, detail: object): void => {
    const target = way.at(-1);
    // Text nodes take no events; elements get them from the inside out.
    for (const node of [...way].reverse().filter(({ sid, cn }) => sid && cn)) {
      const place = { id: node.sid, dataset: { sid: node.sid } };
      const event = {
        type,
        detail,
        currentTarget: place,
        target: { id: target?.sid, dataset: {} },
        timeStamp: Date.now(),
      };
      (page.eh as (event: object) => void)(event);
    }
  };

  const called = (text: string) => (node: PageNode) =>
    node.v === text || named(node, text) || textOf(node) === text;

  const shown = (): string => texts().join(' | ');
  const find = (name: string, fit: (node: PageNode) => boolean): PageNode[] => {
    // The innermost fitting node: the list goes from the outside in.
    const way = ways()
      .filter((candidate) => fit(candidate.at(-1) ?? {}))
      .at(-1);
    if (!way) throw new Error(`nothing on ${page.route} is called "${name}"; it shows: ${shown()}`);
    return way;
  };

  return {
    route: page.route,
    texts,
    classes: () => ways().flatMap((way) => way.at(-1)?.cl ?? []),
    tap: (text) => send(find(text, called(text)), 'tap', {}),
    answer: (text, type, detail) => send(find(text, called(text)), type, detail),
    async tapAll(text) {
      for (const way of ways().filter((candidate) => called(text)(candidate.at(-1) ?? {}))) {
        send(way, 'tap', {});
        await new Promise((resolve) => setTimeout(resolve, A_FINGER_MS));
      }
    },
    shared: () => (page.onShareAppMessage as (from: object) => unknown)({ from: 'button' }),
    input(field, text) {
      const way = find(field, (node) => named(node, field));
      const value = { value: text, cursor: text.length };
      send(way.slice(-1), 'input', value);
      send(way.slice(-1), 'blur', value);
    },
    async waitFor(text, timeoutMs = 5000) {
      const end = Date.now() + timeoutMs;
      while (!texts().some((shownText) => shownText.includes(text))) {
        if (Date.now() > end)
          throw new Error(`"${text}" did not appear on ${page.route}; it shows: ${shown()}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}
