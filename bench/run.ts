import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONNECTIONS, type Figure, fire, report, signIn, startApi, startPipeline } from './support';

/**
 * `npm run bench [-- seconds]`: create and list against the pipeline baseline, same machine, same run, same generator.
 * Absolute figures depend on the machine; the ratios are what counts (docs/benchmarks.md).
 */
const SECONDS = Number(process.argv[2] ?? 8);
const AIMS = { create: 0.15, feed: 0.06, workbench: 0.06, unchanged: 0.7 };

async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lianxin-bench-'));
  const { server: baseline, token: plain } = await startPipeline();
  const api = await startApi(dataDir);
  const resident = await signIn(api.url, 'resident');
  const worker = await signIn(api.url, 'grid-worker');
  const v1 = `${api.url}/api/v1`;

  const pipelineCreate = await fire(
    { url: `${baseline.url}/create`, token: plain, method: 'POST', body: report },
    [201],
    SECONDS,
  );
  const pipelineList = await fire({ url: `${baseline.url}/list`, token: plain }, [200], SECONDS);
  const create = await fire(
    { url: `${v1}/cases`, token: resident, method: 'POST', body: report },
    [201],
    SECONDS,
  );
  const feed = await fire({ url: `${v1}/cases?limit=20`, token: resident }, [200], SECONDS);
  const workbench = await fire({ url: `${v1}/workbench?queue=team&limit=20`, token: worker }, [200], SECONDS);
  const etag = (await fetch(`${v1}/categories`)).headers.get('ETag') ?? '';
  const unchanged = await fire(
    { url: `${v1}/categories`, token: resident, headers: { 'if-none-match': etag } },
    [304],
    SECONDS,
  );

  const rows: [string, Figure, Figure, number][] = [
    ['create a report', create, pipelineCreate, AIMS.create],
    ['list 20 (feed)', feed, pipelineList, AIMS.feed],
    ['list 20 (workbench)', workbench, pipelineList, AIMS.workbench],
    ['categories, unchanged (304)', unchanged, pipelineList, AIMS.unchanged],
  ];
  console.log(`\n${CONNECTIONS} connections, ${SECONDS} s each; ratio to the pipeline baseline of this run`);
  for (const [name, figure, base, aim] of rows) {
    const ratio = figure.perSecond / base.perSecond;
    console.log(
      `${name.padEnd(30)} ${figure.perSecond.toFixed(0).padStart(6)}/s  p50 ${figure.p50} ms  p99 ${figure.p99} ms  ` +
        `ratio ${ratio.toFixed(3)} (aim ≥ ${aim}${ratio >= aim ? '' : ', MISSED'})  p99 ×${(figure.p99 / Math.max(1, base.p99)).toFixed(1)}  errors ${figure.errors}`,
    );
  }
  console.log(
    `${'pipeline create / list'.padEnd(30)} ${pipelineCreate.perSecond.toFixed(0)}/s / ${pipelineList.perSecond.toFixed(0)}/s  p99 ${pipelineCreate.p99} / ${pipelineList.p99} ms`,
  );
  await Promise.all([baseline.stop(), api.stop()]);
  rmSync(dataDir, { recursive: true, force: true });
  if (rows.some(([, figure]) => figure.errors > 0)) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
