import { type ChildProcess, spawn } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { MongoClient } from 'mongodb';

/**
 * `npm run bench:store-memory [documents] [MiB]`: what a store of its own process needs while it is filled, asked and
 * scanned. LMDB maps its file: pages of it stand in the resident set as long as nobody else wants them. So the store
 * runs under a memory limit (cgroup 1 or 2, needs root; said when missing) that counts those pages as well: what it
 * cannot do without would end it there.
 */
const TOTAL = Number(process.argv[2] ?? 1_000_000);
const LIMIT_MIB = Number(process.argv[3] ?? 400);
const MIB = 2 ** 20;

const sample = (i: number) => ({
  _id: `case-${i}`,
  state: ['open', 'accepted', 'done', 'rated'][i % 4],
  areaPath: `/330100/330106/${String(i % 5000).padStart(4, '0')}`,
  at: new Date(1.7e12 + i * 1000),
  text: '楼道灯坏了。'.repeat(100),
});

/** A group of processes that may use so much and no more; null without the right to make one. */
function limited(pid: number): { dir: string; peak: () => string } | null {
  const v2 = '/sys/fs/cgroup/cgroup.controllers';
  for (const [root, limit, peak] of [
    ['/sys/fs/cgroup/memory', 'memory.limit_in_bytes', 'memory.max_usage_in_bytes'],
    ['/sys/fs/cgroup', 'memory.max', 'memory.peak'],
  ] as const) {
    const dir = join(root, `lianxin-store-${pid}`);
    try {
      if (root === '/sys/fs/cgroup') accessSync(v2);
      accessSync(root, constants.W_OK);
      mkdirSync(dir);
      writeFileSync(join(dir, limit), String(LIMIT_MIB * MIB));
      writeFileSync(join(dir, 'cgroup.procs'), String(pid));
      return { dir, peak: () => `${Math.round(Number(readFileSync(join(dir, peak), 'utf8')) / MIB)} MiB` };
    } catch {
      // Not this kind of group, or no right to make one: the next, or none.
      if (existsSync(dir)) rmdirSync(dir);
    }
  }
  return null;
}

const resident = (pid: number) =>
  [...readFileSync(`/proc/${pid}/status`, 'utf8').matchAll(/^(RssAnon|RssFile|VmHWM):\s+(\d+) kB/gm)]
    .map(([, name, kib]) => `${name} ${Math.round(Number(kib) / 1024)} MiB`)
    .join(', ');

async function uriOf(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the store has no output');
  for await (const line of createInterface({ input: child.stdout }))
    if (line.startsWith('mongodb')) return line;
  throw new Error('the store ended before it served');
}

async function timed(pid: number, name: string, act: () => Promise<unknown>): Promise<void> {
  const started = Date.now();
  await act();
  console.log(`${name.padEnd(46)} ${((Date.now() - started) / 1000).toFixed(1)} s; ${resident(pid)}`);
}

async function main(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'bench-memory-'));
  const cli = resolve(__dirname, '../api/store/embedded/cli.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', cli, '--port', '0', '--data', scratch], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = child.pid ?? 0;
  let ended = false;
  child.once('exit', () => (ended = true));

  const uri = await uriOf(child);
  const group = limited(pid);
  console.log(group ? `limit ${LIMIT_MIB} MiB, file pages counted` : 'no limit: needs root and cgroups');
  const client = await new MongoClient(uri).connect();
  const cases = client.db('bench').collection<ReturnType<typeof sample>>('cases');
  await timed(pid, 'started', () => cases.createIndex({ areaPath: 1, state: 1, at: -1 }));
  const BATCH = 500;
  await timed(pid, `${TOTAL} documents of 2 KB, one compound index`, async () => {
    for (let i = 0; i < TOTAL; i += BATCH)
      await cases.insertMany(Array.from({ length: Math.min(BATCH, TOTAL - i) }, (_, k) => sample(i + k)));
  });
  await timed(pid, '2,000 finds by _id', async () => {
    for (let i = 0; i < 2000; i += 1) {
      const _id = `case-${(i * 7919) % TOTAL}`;
      if (!(await cases.findOne({ _id }))) throw new Error(`lost ${_id}`);
    }
  });
  await timed(pid, '200 indexed lists of 20', async () => {
    for (let i = 0; i < 200; i += 1) {
      const { areaPath, state } = sample(i);
      await cases.find({ areaPath, state }).sort({ at: -1 }).limit(20).toArray();
    }
  });
  await timed(pid, 'one scan of all', () => cases.countDocuments({ text: /没有这个字/ }));
  if (group)
    console.log(
      `most ever used, file pages counted: ${group.peak()}; ended by the limit: ${ended ? 'yes' : 'no'}`,
    );
  await client.close();
  child.kill('SIGTERM');
  await new Promise((done) => (ended ? done(null) : child.once('exit', done)));
  if (group) rmdirSync(group.dir);
  rmSync(scratch, { recursive: true, force: true });
}
main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
