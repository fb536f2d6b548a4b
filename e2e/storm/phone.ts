import { setTimeout as sleep } from 'node:timers/promises';
import { sendPhoneCode } from '@shared/auth/contract';
import type { CaseView } from '@shared/cases/schemas';
import { createCall } from '@miniapp/client/create-call';
import { createOutbox, type Outbox } from '@miniapp/client/create-outbox';
import { createSession } from '@miniapp/client/create-session';
import { createUploader, type FileTransport } from '@miniapp/client/create-uploader';
import { NetworkError } from '@miniapp/client/errors';
import { createPool } from '@miniapp/client/pool';
import type { KeyValueStore, Transport } from '@miniapp/client/ports';

/** A quarter of what a phone waits, so that a storm takes minutes; a busy machine must still manage to answer. */
const TIMEOUT_MS = 4000;
const BACKOFF_MS = [40, 120];

/** What stays in a phone when the app is killed. */
export interface Phone {
  number: string;
  /** JSON text by key. */
  storage: Map<string, string>;
  /** Temporary and kept files by path. */
  files: Map<string, Buffer>;
}

export interface RunningApp {
  outbox: Outbox;
  signIn(): Promise<void>;
  sent: CaseView[];
  /** As the system does it: nothing more of it is written, nobody is told. */
  kill(): void;
}

async function answered(work: (signal: AbortSignal) => Promise<Response>, outer?: AbortSignal) {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await work(outer ? AbortSignal.any([timeout, outer]) : timeout);
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      data: isJson && text ? (JSON.parse(text) as unknown) : text,
    };
  } catch (error) {
    throw new NetworkError(outer?.aborted ? 'aborted' : timeout.aborted ? 'timeout' : 'offline', error);
  }
}

/** The app as it runs on phones (session, calls, uploads, outbox), with Node's fetch in place of the platform. */
export function startApp(phone: Phone, origin: string): RunningApp {
  let alive = true;
  const store: KeyValueStore = {
    get: (key) => {
      const text = phone.storage.get(key);
      return text === undefined ? undefined : (JSON.parse(text) as never);
    },
    set: (key, value) => void (alive && phone.storage.set(key, JSON.stringify(value))),
    remove: (key) => void (alive && phone.storage.delete(key)),
  };
  const base = `${origin}/api/v1`;
  /** A killed app starts no request any more and hears of none; what was under way may still arrive. */
  const whileAlive = async <T>(work: () => Promise<T>): Promise<T> => {
    if (!alive) return new Promise<never>(() => undefined);
    return work().finally(() => (alive ? undefined : new Promise<never>(() => undefined)));
  };
  const transport: Transport = ({ method, url, headers, body, signal }) =>
    whileAlive(() => answered((abort) => fetch(url, { method, headers, body, signal: abort }), signal));
  const fileTransport: FileTransport = ({ url, path, field, headers, signal }) => {
    const bytes = phone.files.get(path);
    if (!bytes) return Promise.reject(new NetworkError('offline', new Error(`no file ${path}`)));
    const form = new FormData();
    form.append(field, new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'photo.jpg');
    return whileAlive(() =>
      answered((abort) => fetch(url, { method: 'POST', headers, body: form, signal: abort }), signal),
    );
  };
  const session = createSession({ store, call: () => call, wechatCode: null });
  const call = createCall({ base, transport, tokens: session, backoffMs: BACKOFF_MS });
  const upload = createUploader({ base, transport: fileTransport, tokens: session });
  const sent: CaseView[] = [];
  const userId = () => session.state.getState().user?.id ?? null;
  let kept = 0;
  const outbox = createOutbox({
    call,
    store,
    userId,
    onSent: (view) => void (alive && sent.push(view)),
    photos: {
      upload,
      pool: createPool(3),
      mayUpload: () => userId() !== null,
      files: {
        keep: (path) => {
          const ref = `kept-${Date.now()}-${(kept += 1)}-${Math.random()}`;
          phone.files.set(ref, phone.files.get(path) ?? Buffer.alloc(0));
          return Promise.resolve(ref);
        },
        pathOf: (ref) => Promise.resolve(phone.files.has(ref) ? ref : undefined),
        drop: (ref) => {
          if (alive) phone.files.delete(ref);
          return Promise.resolve();
        },
      },
    },
  });
  return {
    outbox,
    sent,
    kill: () => void (alive = false),
    async signIn() {
      while (userId() === null) {
        try {
          const { demoCode } = await call(sendPhoneCode, { body: { phone: phone.number } });
          await session.signInPhone(phone.number, demoCode ?? '');
        } catch {
          // No network, or the code was spent by an answer that got lost: as a person would, once more.
          await sleep(100);
        }
      }
    },
  };
}
