import Taro from '@tarojs/taro';

/** Local files that must outlive the app's closing (photos of unsent reports). `ref` goes into storage. */
export interface KeptFiles {
  /** Copies the file at a temporary path; the original stays usable. Rejects when there is no room. */
  keep: (path: string) => Promise<string>;
  /** A path that can be shown and uploaded now; undefined when the file is gone. */
  pathOf: (ref: string) => Promise<string | undefined>;
  drop: (ref: string) => Promise<void>;
}

const asPromise = (run: (done: { success: () => void; fail: (error: unknown) => void }) => void) =>
  new Promise<void>((resolve, reject) =>
    run({
      success: () => resolve(),
      fail: (error) => reject(new Error(String((error as { errMsg?: string }).errMsg))),
    }),
  );

export const keptFiles: KeptFiles = {
  async keep(path) {
    // Copied, not saved: saveFile moves the temporary file away from under a running upload.
    const ref = `${Taro.env.USER_DATA_PATH}/kept-${Date.now()}-${Math.random().toString(36).slice(2)}`;
    await asPromise((done) =>
      Taro.getFileSystemManager().copyFile({ srcPath: path, destPath: ref, ...done }),
    );
    return ref;
  },
  async pathOf(ref) {
    try {
      await asPromise((done) => Taro.getFileSystemManager().access({ path: ref, ...done }));
      return ref;
    } catch {
      return undefined;
    }
  },
  async drop(ref) {
    await asPromise((done) => Taro.getFileSystemManager().unlink({ filePath: ref, ...done })).catch(
      () => undefined,
    );
  },
};
