import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fire, report, signIn, startApi } from './support';

/**
 * `npm run bench:storm [-- seconds creates lists]`: the 50× storm of the quality list, 500 reports and 611 lists a
 * second for a minute at a fixed rate. Every acknowledged report must be there, once; none may be answered with 500.
 */
const [seconds = '60', creates = '500', lists = '611'] = process.argv.slice(2);
const SECONDS = Number(seconds);

const rss = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

/** How many of the resident's cases say what the storm says. */
async function countKept(v1: string, token: string): Promise<number> {
  const seen = new Set<string>();
  for (let cursor: string | null = ''; cursor !== null;) {
    const answer = await fetch(`${v1}/me/cases?limit=100${cursor && `&cursor=${cursor}`}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    const page = (await answer.json()) as {
      items: { id: string; text: string }[];
      nextCursor: string | null;
    };
    page.items.filter(({ text }) => text.startsWith('第 ')).forEach(({ id }) => seen.add(id));
    cursor = page.nextCursor;
  }
  return seen.size;
}

async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lianxin-storm-'));
  const api = await startApi(dataDir);
  const v1 = `${api.url}/api/v1`;
  const [resident = '', worker = ''] = await Promise.all(
    ['resident', 'grid-worker'].map((persona) => signIn(api.url, persona)),
  );
  const before = await countKept(v1, resident);
  const idle = rss(api.pid);
  let most = idle;
  const watch = setInterval(() => (most = Math.max(most, rss(api.pid))), 500);
  const [create, list] = await Promise.all([
    fire(
      { url: `${v1}/cases`, token: resident, method: 'POST', body: report },
      [201, 503],
      SECONDS,
      Number(creates),
    ),
    fire({ url: `${v1}/workbench?queue=team&limit=20`, token: worker }, [200, 503], SECONDS, Number(lists)),
  ]);
  clearInterval(watch);
  const acknowledged = create.statuses.get(201) ?? 0;
  const kept = (await countKept(v1, resident)) - before;
  for (const [name, { perSecond, p50, p99, statuses, errors }] of Object.entries({ create, list }))
    console.log(
      `${name.padEnd(8)} ${perSecond.toFixed(0)}/s  p50 ${p50} ms  p99 ${p99} ms (aim < 100 ms${p99 < 100 ? '' : ', MISSED'})  ` +
        `answers ${[...statuses].map(([status, n]) => `${n} × ${status}`).join(', ')}  errors ${errors}`,
    );
  console.log(`resident ${idle.toFixed(0)} MiB idle, ${most.toFixed(0)} MiB at most (aim ≤ 450)`);
  // Requests cut off by the end of the run may have been carried out without their answer being seen.
  const doubled = kept - acknowledged;
  console.log(
    `${acknowledged} acknowledged, ${kept} kept: ${Math.max(0, -doubled)} lost, ${Math.max(0, doubled)} beyond (≤ 64 cut off)`,
  );
  await api.stop();
  rmSync(dataDir, { recursive: true, force: true });
  if (kept < acknowledged || doubled > 64 || create.errors + list.errors > 64) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
