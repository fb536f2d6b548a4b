import { focusManager, onlineManager } from '@tanstack/react-query';
import Taro from '@tarojs/taro';
import * as z from 'zod';
import { documents } from '../platform/documents';
import { alone } from '../platform/alone';
import { keptFiles } from '../platform/kept-files';
import { storage, StorageFullError } from '../platform/storage';
import { createBatching } from './create-batching';
import { createCall } from './create-call';
import { createDocumentOpener } from './create-document-opener';
import { createFileSender } from './create-file-sender';
import { createOutbox } from './create-outbox';
import { CACHE_KEY, createQueries } from './create-queries';
import { createSession, type SessionApi } from './create-session';
import { createUploader } from './create-uploader';
import { KEPT_WORK_KEY } from './kept-work';
import { createPool } from './pool';
import { type KeyValueStore } from './ports';
import { fileTransport, transport } from './transport';
import { createVisitBox } from './visit-box';

// WeChat forbids `new Function`, which zod would use to compile its parsers.
z.config({ jitless: true });

const base = process.env.TARO_APP_API_BASE ?? '/api/v1';
const origin = /^https?:\/\/[^/]+/.exec(base)?.[0] ?? '';

/** What a person wrote is worth more than the cache: when storage is full, the cache makes room. */
const store: KeyValueStore = {
  ...storage,
  set(key, value) {
    try {
      storage.set(key, value);
    } catch (error) {
      if (!(error instanceof StorageFullError)) throw error;
      storage.remove(CACHE_KEY);
      if (key !== CACHE_KEY) storage.set(key, value);
    }
  },
};

const isWeapp = Taro.getEnv() === Taro.ENV_TYPE.WEAPP;

export const session: SessionApi = createSession({
  store,
  call: () => call,
  wechatCode: isWeapp ? async () => (await Taro.login()).code : null,
});

// Browsers keep answers by their address and ask for many at once anyway; WeChat does neither.
export const call = createCall({
  base,
  transport: isWeapp ? createBatching(transport, base) : transport,
  tokens: session,
});
export const uploadFile = createUploader({ base, transport: fileTransport, tokens: session });
export const sendFile = createFileSender({ base, transport: fileTransport, tokens: session });
/** Shows a document of the API, e.g. a work order to print. */
export const openDocument = createDocumentOpener({ base, documents, tokens: session });
const userId = () => session.state.getState().user?.id ?? null;
const kept = createQueries(store, userId);
export const { queries } = kept;

export const photoDeps = { upload: uploadFile, pool: createPool(3), mayUpload: () => userId() !== null };
export const outbox = createOutbox({
  call,
  store,
  userId,
  photos: { ...photoDeps, files: keptFiles },
  alone,
  onSent: () =>
    void queries.invalidateQueries({ predicate: ({ queryKey }) => /Cases$/.test(String(queryKey[0])) }),
});

/** Visits a worker has written down on this device. */
export const visitBox = createVisitBox({
  call,
  store,
  userId,
  onSent: () =>
    void queries.invalidateQueries({ predicate: ({ queryKey }) => /Visits$/.test(String(queryKey[0])) }),
});

/** The address of a picture in an answer as the platform needs it: absolute in a mini-program. */
export function fileUrl(url: string): string {
  return url.startsWith('/') ? `${origin}${url}` : url;
}

const RETRY_MS = 60_000;

/** Starts what runs as long as the app does; returns its end. */
export function startClient(): () => void {
  const flush = () => {
    void outbox.flush();
    void visitBox.flush();
  };
  const onNetwork = ({ isConnected }: { isConnected: boolean }) => {
    onlineManager.setOnline(isConnected);
    if (isConnected) flush();
  };
  const onShow = () => {
    focusManager.setFocused(true);
    flush();
  };
  const onHide = () => focusManager.setFocused(false);
  Taro.onNetworkStatusChange(onNetwork);
  Taro.onAppShow(onShow);
  Taro.onAppHide(onHide);
  const timer = setInterval(flush, RETRY_MS);
  const unsubscribe = session.state.subscribe((now, before) => {
    if (now.user?.id === before.user?.id) return;
    // Answers differ by who asks; nobody may see the former person's.
    kept.forgetOthers();
    void queries.resetQueries();
    store.remove(KEPT_WORK_KEY);
    visitBox.changeOwner();
    flush();
  });
  flush();
  return () => {
    Taro.offNetworkStatusChange(onNetwork);
    Taro.offAppShow(onShow);
    Taro.offAppHide(onHide);
    clearInterval(timer);
    unsubscribe();
  };
}
