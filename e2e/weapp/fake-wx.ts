import { access, copyFile, readFile, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';

interface Callbacks {
  success?: (result: object) => void;
  fail?: (error: { errMsg: string }) => void;
  complete?: (result: object) => void;
}

interface RequestOptions extends Callbacks {
  url: string;
  method?: string;
  header?: Record<string, string>;
  data?: unknown;
  filePath?: string;
  name?: string;
  formData?: Record<string, string>;
}

/** What the device answers; a test changes it before acting. */
export interface FakeDevice {
  /** GCJ-02 degrees; undefined refuses the permission. */
  location?: { longitude: number; latitude: number; accuracy: number };
  /** Files chosen when the app asks for photos. */
  photos: { tempFilePath: string; size: number; fileType?: 'image' | 'video'; duration?: number }[];
  loginCode: string;
  /** The file the microphone makes and how long it is; undefined: the person refuses the microphone. */
  spoken?: { tempFilePath: string; duration: number };
  /** What the camera reads from a code. */
  scanned?: string;
  /** Network calls fail as WeChat's do after five seconds in the background. */
  interrupted: boolean;
  /** Storage takes no more than so many characters: WeChat gives 10 MB. */
  room: number;
  /** What WeChat asks who goes back; null when it lets him. */
  asksToLeave: string | null;
  /** What the page was last scrolled to. */
  scrolledTo: string | null;
  /** Short taps in the hand so far. */
  taps: number;
  /** Dialogs of WeChat's own, with what the person answers. */
  modals: { title: string; content: string }[];
  confirms: boolean;
  /** What began to play. */
  played: string[];
  /** New versions started. */
  updates: number;
  /** Pictures drawn off screen: the words on each. */
  drawn: string[][];
  storage: Map<string, unknown>;
}

export interface FakeWx {
  wx: object;
  device: FakeDevice;
  /** Every network call, in order. */
  requests: { method: string; url: string; status: number }[];
  /** APIs called that this device does not have; they fail as on an old base library. */
  missing: Set<string>;
  /** WeChat tells the app of something, e.g. `AppShow`, `NeedPrivacyAuthorization`, `UpdateReady`. */
  emit: (event: string, ...args: unknown[]) => void;
}

export interface FakeWxOptions {
  /** Letters set larger in WeChat, and the like. */
  info?: Partial<BaseInfo>;
  /** Turns the address built into the package into the one of the server under test. */
  rewriteUrl: (url: string) => string;
  /** navigateTo, redirectTo, switchTab, reLaunch, navigateBack. */
  navigate: (kind: string, url: string) => void;
}

const window = {
  windowWidth: 375,
  windowHeight: 812,
  screenWidth: 375,
  screenHeight: 812,
  statusBarHeight: 44,
  pixelRatio: 3,
};
/** What the app is told of WeChat itself; a test may make the letters larger. */
export type BaseInfo = typeof base;
const base = {
  SDKVersion: '3.7.0',
  version: '8.0.50',
  language: 'zh_CN',
  theme: 'light',
  fontSizeScaleFactor: 1,
};
const device = { platform: 'ios', system: 'iOS 17.0', brand: 'iPhone', model: 'iPhone 14' };
const launch = { path: 'pages/home/index', query: {}, scene: 1001, referrerInfo: {} };
// Taro takes over only what it finds listed on `wx`, so listeners are listed, not conjured.
const listeners = [
  ...['NetworkStatusChange', 'NetworkWeakChange', 'AppShow', 'AppHide', 'Error', 'UnhandledRejection'],
  ...['ThemeChange', 'MemoryWarning', 'KeyboardHeightChange', 'WindowResize', 'NeedPrivacyAuthorization'],
].flatMap((event) => [`on${event}`, `off${event}`]);
const navigations = ['navigateTo', 'redirectTo', 'switchTab', 'reLaunch', 'navigateBack'];

/** A `wx` whose network is real (it calls the API under test) and whose device is a plain object. */
export function createFakeWx({ rewriteUrl, navigate, info = {} }: FakeWxOptions): FakeWx {
  const state: FakeDevice = {
    photos: [],
    loginCode: 'demo-code',
    storage: new Map(),
    interrupted: false,
    room: Infinity,
    asksToLeave: null,
    scrolledTo: null,
    taps: 0,
    modals: [],
    confirms: true,
    played: [],
    updates: 0,
    drawn: [],
  };
  const listening = new Map<string, Set<(...args: unknown[]) => void>>();
  const emit = (event: string, ...args: unknown[]): void =>
    listening.get(event)?.forEach((listener) => listener(...args));
  const listen = (event: string) => (listener: (...args: unknown[]) => void) =>
    void listening.set(event, (listening.get(event) ?? new Set()).add(listener));
  const requests: FakeWx['requests'] = [];
  const missing = new Set<string>();

  // Without callbacks WeChat's asynchronous calls return promises (base library 2.10.2).
  const settle = (name: string, options: Callbacks | undefined, result: object | undefined): unknown => {
    const answer = { errMsg: `${name}:${result ? 'ok' : 'fail auth deny'}`, ...result };
    if (!options?.success && !options?.fail && !options?.complete)
      return result
        ? Promise.resolve(answer)
        : Promise.reject(Object.assign(new Error(answer.errMsg), answer));
    queueMicrotask(() => {
      if (result) options.success?.(answer);
      else options.fail?.(answer);
      options.complete?.(answer);
    });
    return undefined;
  };

  const send = (name: string, options: RequestOptions, init: () => Promise<RequestInit>): object => {
    const stop = new AbortController();
    const run = async (): Promise<void> => {
      if (state.interrupted) throw new Error('interrupted');
      const url = rewriteUrl(options.url);
      const response = await fetch(url, { ...(await init()), signal: stop.signal });
      const data = await response.text();
      requests.push({ method: options.method ?? 'GET', url, status: response.status });
      options.success?.({
        errMsg: `${name}:ok`,
        statusCode: response.status,
        header: Object.fromEntries(response.headers),
        data,
      });
    };
    run().catch((error: unknown) => options.fail?.({ errMsg: `${name}:fail ${(error as Error).message}` }));
    return {
      abort: () => stop.abort(),
      onProgressUpdate: () => undefined,
      onHeadersReceived: () => undefined,
    };
  };

  const onDisk = (work: Promise<unknown>, options: Callbacks): void =>
    void work.then(
      () => options.success?.({ errMsg: 'ok' }),
      (error: unknown) => options.fail?.({ errMsg: `fail ${String(error)}` }),
    );

  const apis: Record<string, unknown> = {
    env: { USER_DATA_PATH: tmpdir() },
    getFileSystemManager: () => ({
      copyFile: (options: Callbacks & { srcPath: string; destPath: string }) =>
        onDisk(copyFile(options.srcPath, options.destPath), options),
      access: (options: Callbacks & { path: string }) => onDisk(access(options.path), options),
      unlink: (options: Callbacks & { filePath: string }) => onDisk(unlink(options.filePath), options),
    }),
    request: (options: RequestOptions) =>
      send('request', options, () => {
        const body =
          options.data === undefined || options.method === 'GET' ? undefined : bodyOf(options.data);
        return Promise.resolve({ method: options.method ?? 'GET', headers: options.header, body });
      }),
    uploadFile: (options: RequestOptions) =>
      send('uploadFile', { ...options, method: 'POST' }, async () => {
        const form = new FormData();
        Object.entries(options.formData ?? {}).forEach(([key, value]) => form.append(key, value));
        const bytes = await readFile(options.filePath ?? '');
        form.append(options.name ?? 'file', new Blob([bytes], { type: 'image/jpeg' }), 'photo.jpg');
        return { method: 'POST', headers: options.header, body: form };
      }),
    getLocation: (options: Callbacks) => settle('getLocation', options, state.location),
    chooseMedia: (options: Callbacks) =>
      settle('chooseMedia', options, { tempFiles: state.photos, type: 'image' }),
    login: (options: Callbacks) => settle('login', options, { code: state.loginCode }),
    getNetworkType: (options: Callbacks) => settle('getNetworkType', options, { networkType: 'wifi' }),
    setNavigationBarTitle: (options: Callbacks) => settle('setNavigationBarTitle', options, {}),
    setStorageSync: (key: string, value: unknown) => {
      if (String(value).length > state.room) throw new Error('setStorageSync:fail exceed storage max size');
      state.storage.set(key, value);
    },
    getRecorderManager: () => ({
      onStart: listen('RecordStart'),
      onStop: listen('RecordStop'),
      onError: listen('RecordError'),
      start: () =>
        queueMicrotask(() =>
          state.spoken
            ? emit('RecordStart')
            : emit('RecordError', { errMsg: 'operateRecorder:fail auth deny' }),
        ),
      stop: () => queueMicrotask(() => emit('RecordStop', { ...state.spoken, fileSize: 1 })),
    }),
    createInnerAudioContext: () => ({
      src: '',
      play() {
        state.played.push(this.src);
      },
      destroy: () => undefined,
      ...Object.fromEntries(['TimeUpdate', 'Ended', 'Error'].map((name) => [`on${name}`, () => undefined])),
    }),
    getUpdateManager: () => ({
      onUpdateReady: listen('UpdateReady'),
      applyUpdate: () => void (state.updates += 1),
    }),
    showModal: (options: Callbacks & { title: string; content: string }) => {
      state.modals.push({ title: options.title, content: options.content });
      return settle('showModal', options, { confirm: state.confirms, cancel: !state.confirms });
    },
    enableAlertBeforeUnload: (options: Callbacks & { message: string }) => {
      state.asksToLeave = options.message;
      return settle('enableAlertBeforeUnload', options, {});
    },
    disableAlertBeforeUnload: (options: Callbacks = {}) => {
      state.asksToLeave = null;
      return settle('disableAlertBeforeUnload', options, {});
    },
    pageScrollTo: (options: Callbacks & { selector?: string }) => {
      state.scrolledTo = options.selector ?? null;
      return settle('pageScrollTo', options, {});
    },
    vibrateShort: (options: Callbacks) => {
      state.taps += 1;
      return settle('vibrateShort', options, {});
    },
    scanCode: (options: Callbacks) =>
      settle('scanCode', options, state.scanned === undefined ? undefined : { result: state.scanned }),
    createOffscreenCanvas: () => {
      const words: string[] = [];
      state.drawn.push(words);
      return {
        getContext: () => ({
          fillRect: () => undefined,
          fillText: (text: string) => void words.push(text),
          measureText: (text: string) => ({ width: text.length * 26 }),
        }),
      };
    },
    canvasToTempFilePath: (options: Callbacks) =>
      settle('canvasToTempFilePath', options, { tempFilePath: 'wxfile://card.jpg' }),
    getStorageSync: (key: string) => state.storage.get(key) ?? '',
    removeStorageSync: (key: string) => void state.storage.delete(key),
    getSystemInfoSync: () => ({ ...window, ...base, ...device, ...info }),
    getWindowInfo: () => window,
    getAppBaseInfo: () => ({ ...base, ...info }),
    getDeviceInfo: () => device,
    getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop' } }),
    getMenuButtonBoundingClientRect: () => ({
      width: 87,
      height: 32,
      top: 48,
      right: 365,
      bottom: 80,
      left: 278,
    }),
    getLaunchOptionsSync: () => launch,
    getEnterOptionsSync: () => launch,
    nextTick: (task: () => void) => queueMicrotask(task),
    canIUse: () => true,
    createMapContext: () => ({
      moveToLocation: () => undefined,
      getCenterLocation: (options: Callbacks) => settle('getCenterLocation', options, state.location),
    }),
    ...Object.fromEntries(
      listeners.map((name) => [name, name.startsWith('on') ? listen(name.slice(2)) : () => undefined]),
    ),
    ...Object.fromEntries(
      navigations.map((kind) => [
        kind,
        (options: Callbacks & { url?: string } = {}) => {
          navigate(kind, options.url ?? '');
          settle(kind, options, {});
        },
      ]),
    ),
  };

  const wx = new Proxy(apis, {
    get(target, name: string) {
      if (name in target) return target[name];
      if (typeof name !== 'string' || !/^[a-z]/.test(name) || name === 'webpackJsonp' || name === 'cloud')
        return undefined;
      return (options?: Callbacks) => {
        missing.add(name);
        settle(name, options, undefined);
      };
    },
  });
  return { wx, device: state, requests, missing, emit };
}

const bodyOf = (data: unknown): string | Uint8Array<ArrayBuffer> => {
  if (typeof data === 'string') return data;
  return data instanceof ArrayBuffer ? new Uint8Array(data) : JSON.stringify(data);
};
