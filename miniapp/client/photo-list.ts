import { createStore, type StoreApi } from 'zustand/vanilla';
import { type UploadView } from '@shared/uploads/contract';
import { type KeptFiles } from '../platform/kept-files';
import { type Uploader } from './create-uploader';
import { explain } from './errors';
import { newKey } from './ids';

/** A file chosen on this device; a bare path is a photo. */
export interface NewFile {
  path: string;
  kind?: 'photo' | 'video' | 'voice';
  /** Of a voice note. */
  seconds?: number;
  /** A picture out of a video. */
  poster?: string;
}

/** A photo (or film, or voice note) on its way: on this device, being sent, on the server, or stuck (with words why). */
export interface Photo extends NewFile {
  localId: string;
  /** Temporary file or object URL: shown until the server's picture is there, and sent again on retry. */
  path: string;
  state: 'local' | 'uploading' | 'done' | 'failed';
  /** 0–100 while uploading. */
  percent: number;
  /** Where the file is kept beyond the closing of the app, until the report is sent. */
  kept?: string;
  uploadId?: string;
  thumbUrl?: string | null;
  /** Where the photo was taken, as the server read it from the file (GCJ-02). */
  suggestedPlace?: UploadView['suggestedPlace'];
  error?: string;
}

export interface PhotoListDeps {
  upload: Uploader;
  pool: <T>(task: () => Promise<T>) => Promise<T>;
  /** Photos of guests wait until somebody is signed in. */
  mayUpload: () => boolean;
  /** Keeps files of drafts beyond the closing of the app. */
  files?: Pick<KeptFiles, 'keep' | 'pathOf' | 'drop'>;
  initial?: Photo[];
  onChange?: (photos: Photo[]) => void;
}

export interface PhotoList {
  state: StoreApi<Photo[]>;
  /** Adds local files and starts to send them. */
  add(files: readonly (string | NewFile)[]): void;
  remove(localId: string): void;
  /** Sends a stuck photo again. */
  retry(localId: string): void;
  /** Starts whatever waits, e.g. after signing in or when the network is back. */
  resume(): void;
  /** Forgets what is on the server, so that the files are sent again. */
  reset(): void;
  /** Everything was sent or thrown away: the kept files go. */
  dispose(): void;
  /** Waits until every photo is on the server; gives their ids in order. Rejects with the first failure. */
  settle(): Promise<string[]>;
}

/** The photos of one form: sent as they are chosen, at most three at once, each with progress, retry and remove. */
export function createPhotoList(deps: PhotoListDeps): PhotoList {
  // What was under way when the app was closed is not under way any more.
  // Pictures out of films are made anew by nobody: their temporary files are gone with the app.
  const initial = (deps.initial ?? []).map(({ poster: _poster, ...photo }) =>
    photo.state === 'done' ? photo : { ...photo, state: 'local' as const, percent: 0 },
  );
  const state = createStore<Photo[]>(() => initial);
  const { files } = deps;
  const revived = new Set(initial.map(({ localId }) => localId));
  const jobs = new Map<string, { done: Promise<void>; abort: AbortController }>();

  const write = (photos: Photo[]) => {
    state.setState(photos, true);
    deps.onChange?.(photos);
  };
  const patch = (localId: string, change: Partial<Photo>) =>
    write(state.getState().map((photo) => (photo.localId === localId ? { ...photo, ...change } : photo)));

  // Shown but not kept: nobody needs a saved percentage, and writing storage for each would stutter.
  const progress = (localId: string, percent: number) =>
    state.setState(
      state.getState().map((photo) => (photo.localId === localId ? { ...photo, percent } : photo)),
      true,
    );

  // Not being able to keep a file only means that closing the app loses it, as it would have anyway.
  const keep = async ({ localId, path }: Photo) => {
    const kept = await files?.keep(path).catch(() => undefined);
    if (kept === undefined) return;
    if (state.getState().some((photo) => photo.localId === localId)) patch(localId, { kept });
    else drop({ kept });
  };
  const drop = ({ kept }: Pick<Photo, 'kept'>) => {
    if (kept !== undefined) void files?.drop(kept).catch(() => undefined);
  };
  /** After a restart the old path is dead; the kept file has a new one. */
  const livePath = async ({ localId, path, kept }: Photo): Promise<string> => {
    if (!revived.has(localId) || kept === undefined) return path;
    const found = (await files?.pathOf(kept).catch(() => undefined)) ?? path;
    revived.delete(localId);
    patch(localId, { path: found });
    return found;
  };

  async function send(localId: string, signal: AbortSignal): Promise<void> {
    const photo = state.getState().find((candidate) => candidate.localId === localId);
    if (!photo || signal.aborted) return;
    patch(localId, { state: 'uploading', percent: 0, error: undefined });
    try {
      const path = await livePath(photo);
      const view = await deps.upload(path, { signal, onProgress: (percent) => progress(localId, percent) });
      patch(localId, {
        state: 'done',
        percent: 100,
        uploadId: view.id,
        thumbUrl: view.kind === 'image' ? (view.thumbUrl ?? view.url) : null,
        suggestedPlace: view.suggestedPlace,
      });
    } catch (error) {
      if (signal.aborted) return;
      patch(localId, { state: 'failed', error: explain(error) });
      throw error;
    }
  }

  function start({ localId }: Photo): Promise<void> {
    const running = jobs.get(localId);
    if (running) return running.done;
    const abort = new AbortController();
    const done = deps.pool(() => send(localId, abort.signal)).finally(() => jobs.delete(localId));
    jobs.set(localId, { done, abort });
    return done;
  }

  // The failure is already shown at the photo; only settle() hands it on.
  const startQuietly = (photo: Photo) => void start(photo).catch(() => undefined);
  const resume = () => {
    if (deps.mayUpload())
      state
        .getState()
        .filter((photo) => photo.state === 'local')
        .forEach(startQuietly);
  };

  // So that the pictures of a draft are seen before they are sent.
  initial.filter((photo) => photo.state !== 'done').forEach((photo) => void livePath(photo));

  return {
    state,
    resume,
    add(chosen) {
      const added = chosen.map<Photo>((file) => ({
        ...(typeof file === 'string' ? { path: file } : file),
        localId: newKey(),
        state: 'local',
        percent: 0,
      }));
      write([...state.getState(), ...added]);
      added.forEach((photo) => void keep(photo));
      resume();
    },
    remove(localId) {
      jobs.get(localId)?.abort.abort();
      state
        .getState()
        .filter((photo) => photo.localId === localId)
        .forEach(drop);
      write(state.getState().filter((photo) => photo.localId !== localId));
    },
    retry(localId) {
      const photo = state.getState().find((candidate) => candidate.localId === localId);
      if (photo?.state === 'failed' && deps.mayUpload()) startQuietly(photo);
    },
    reset() {
      write(
        state.getState().map(({ localId, path, kept, kind, seconds, poster }) => ({
          localId,
          path,
          kept,
          kind,
          seconds,
          poster,
          state: 'local',
          percent: 0,
        })),
      );
    },
    dispose: () => state.getState().forEach(drop),
    async settle() {
      const missing = state.getState().filter((photo) => photo.state !== 'done');
      await Promise.all(missing.map(start));
      return state.getState().flatMap(({ uploadId }) => (uploadId ? [uploadId] : []));
    },
  };
}
