import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface DirectoryLock {
  socketPath: string;
  release: () => void;
}
/** Unix socket addresses hold 104 (macOS) to 108 bytes. */
const LONGEST_SOCKET = 100;

/** Where the socket of a data directory is: inside it, or under the temporary directory when that path is too long. */
function socketPathOf(dataDir: string): string {
  const own = join(realpathSync(dataDir), 'store.sock');
  if (Buffer.byteLength(own) <= LONGEST_SOCKET) return own;
  const hash = createHash('sha256').update(own).digest('hex').slice(0, 24);
  const directory = join(tmpdir(), `lianxin-store-${process.getuid?.() ?? 0}-${hash}`);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return join(directory, 's.sock');
}
function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ path });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Takes a data directory for this process. Another store holds it when its socket answers; a lock file alone
 * (left by a killed process, whose number may be in use again) does not count once the socket is dead.
 * @throws Error naming the directory when it is in use.
 */
export async function takeDirectory(dataDir: string): Promise<DirectoryLock> {
  const lockFile = join(dataDir, 'store.lock');
  const socketPath = socketPathOf(dataDir);
  const inUse = (pid: string) =>
    new Error(`数据目录正被另一个进程使用 (data directory in use by process ${pid}): ${dataDir}`);
  for (let attempt = 0; attempt < 30; attempt++) {
    try {
      writeFileSync(lockFile, String(process.pid), { flag: 'wx', mode: 0o600 });
      rmSync(socketPath, { force: true });
      return {
        socketPath,
        release: () => [socketPath, lockFile].forEach((path) => rmSync(path, { force: true })),
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const pid = readFileSync(lockFile, 'utf8');
    if (await answers(socketPath)) throw inUse(pid);
    // A holder that has not begun to listen is given a moment; a dead one is not.
    if (!alive(Number(pid)) || attempt >= 10) rmSync(lockFile, { force: true });
    else await wait(100);
  }
  throw inUse('?');
}
