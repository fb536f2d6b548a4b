import { chmodSync, mkdirSync } from 'node:fs';
import { resumeBuilds } from './commands-indexes';
import { takeDirectory, type DirectoryLock } from './lock';
import { WireServer, type Log } from './server';
import { Storage } from './storage';
import { expire } from './ttl';
import { validate } from './validate';

export interface EngineOptions {
  dataDir: string;
  port?: number;
}
const TTL_EVERY_MS = 30_000;

/** The whole store in one thread: directory lock, storage, wire server and the TTL sweep. */
export class Engine {
  private timer: NodeJS.Timeout | undefined;
  private readonly resumed: Promise<void>;
  private constructor(
    readonly uri: string,
    private readonly storage: Storage,
    private readonly wire: WireServer,
    private readonly lock: DirectoryLock,
    log: Log,
  ) {
    this.timer = setInterval(() => {
      expire(storage).catch((error: unknown) => log('error', `expiry: ${String(error)}`));
    }, TTL_EVERY_MS).unref();
    this.resumed = resumeBuilds(storage, (index, error) =>
      log('error', `index ${index} could not be built: ${String(error)}`),
    );
  }

  static async start(options: EngineOptions, log: Log): Promise<Engine> {
    mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
    const lock = await takeDirectory(options.dataDir);
    try {
      const storage = new Storage(options.dataDir);
      const wire = new WireServer(storage, log);
      await wire.listen({ path: lock.socketPath });
      chmodSync(lock.socketPath, 0o600);
      let uri = `mongodb://${encodeURIComponent(lock.socketPath)}/?directConnection=true`;
      if (options.port !== undefined)
        uri = `mongodb://127.0.0.1:${await wire.listen({ port: options.port })}/?directConnection=true`;
      return new Engine(uri, storage, wire, lock, log);
    } catch (error) {
      lock.release();
      throw error;
    }
  }
  validate() {
    return validate(this.storage, { deadline: 0 });
  }
  stats(): { bytes: number; documents: number } {
    let documents = 0;
    for (const coll of this.storage.collections.values()) documents += coll.count;
    return { bytes: this.storage.size(), documents };
  }
  backup(path: string): Promise<void> {
    return this.storage.backup(path);
  }
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.storage.closing = true;
    await this.wire.close();
    await this.resumed;
    await this.storage.close();
    this.lock.release();
  }
}
