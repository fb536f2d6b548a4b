/**
 * Import of a whole city: `npm run bench:import -- [--grids 32576] [--microgrids 92000] [--redraw]`. Over HTTP, on the
 * embedded store: dry run, import, a dry run of every boundary moved (and its import); `locate` is asked all the while. Exits 1 when the
 * dry run takes a minute or more, or one `locate` fails or goes astray.
 */
import { parseArgs } from 'node:util';
import { generateCityGeometry, scaleCityOptions } from '@api/demo/geometry';
import { get, send } from '@api/test/request';
import { buildCommunity } from '@api/test/build-community';
import { startTestApp } from '@api/test/test-app';
import type { AreaImportReport } from '@shared/area-import/schemas';
import type { LocateResult } from '@shared/areas/schemas';
import type { AreaGeometry, Ring } from '@shared/geo';

const { values } = parseArgs({
  options: {
    grids: { type: 'string', default: '32576' },
    microgrids: { type: 'string', default: '92000' },
    redraw: { type: 'boolean', default: false },
  },
});
const LONGEST_MS = 60_000;

const moved = (geometry: AreaGeometry, by: number): AreaGeometry => {
  const ring = (points: Ring): Ring => points.map(([lng, lat]) => [Math.round((lng + by) * 1e7) / 1e7, lat]);
  return geometry.type === 'Polygon'
    ? { type: 'Polygon', coordinates: geometry.coordinates.map(ring) }
    : { type: 'MultiPolygon', coordinates: geometry.coordinates.map((part) => part.map(ring)) };
};

async function main(): Promise<number> {
  // Every code begins with its parent's, so the city's has four digits here.
  const codeOf = (code: string) => (code === '990100' ? '9901' : code);
  const areas = generateCityGeometry(scaleCityOptions(Number(values.grids), Number(values.microgrids))).map(
    (area) => ({
      ...area,
      code: codeOf(area.code),
      parentCode: area.parentCode && codeOf(area.parentCode),
    }),
  );
  const fileOf = (by: number) =>
    Buffer.from(
      JSON.stringify({
        type: 'FeatureCollection',
        features: areas.map(({ code, name, level, parentCode, geometry }) => ({
          type: 'Feature',
          geometry: moved(geometry, by),
          properties: { code, name, level, parentCode },
        })),
      }),
    );
  const app = await startTestApp();
  const home = await buildCommunity(app);
  const { token } = await home.person({ name: '管理员', role: 'admin', area: home.city });
  const upload = async (name: string, raw: Buffer, dryRun: boolean) => {
    const [begun, cpu] = [performance.now(), process.cpuUsage()];
    const { status, body } = await send<AreaImportReport>(
      app,
      'POST',
      `/admin/areas/import?dryRun=${dryRun ? 1 : 0}`,
      {
        token,
        raw,
        headers: { 'Content-Type': 'application/geo+json' },
      },
    );
    const ms = performance.now() - begun;
    const { user, system } = process.cpuUsage(cpu);
    if (status !== 200) throw new Error(`${name}: ${status} ${JSON.stringify(body).slice(0, 500)}`);
    console.log(
      `${name.padEnd(28)} ${(ms / 1000).toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of CPU, store included)  ${JSON.stringify(body.counts)}`,
    );
    return ms;
  };
  const first = fileOf(0);
  console.log(`file                         ${(first.length / 1e6).toFixed(1)} MB, ${areas.length} areas`);
  const [centre] = home.centres;
  const where = `/areas/locate?lng=${centre.lng}&lat=${centre.lat}&coordType=wgs84`;
  let [asked, failed, astray, slowest, stop] = [0, 0, 0, 0, false];
  const asking = (async () => {
    while (!stop) {
      const begun = performance.now();
      const { status, body } = await get<LocateResult>(app, where);
      slowest = Math.max(slowest, performance.now() - begun);
      asked += 1;
      if (status !== 200) failed += 1;
      else if (body.grid?.code !== home.grids[0]) astray += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  const times = [await upload('dry run', first, true), await upload('import', first, false)];
  times.push(await upload('dry run, all redrawn', fileOf(2e-7), true));
  if (values.redraw) await upload('import, all redrawn', fileOf(2e-7), false);
  stop = true;
  await asking;
  const { buildMs } = app.deps.routing.current().stats;
  console.log(
    `locate meanwhile             ${asked} asked, ${failed} failed, ${astray} astray, slowest ${slowest.toFixed(0)} ms (index built in ${buildMs.toFixed(0)} ms)`,
  );
  await app.stop();
  return Math.max(times[0] ?? 0, times[2] ?? 0) < LONGEST_MS && failed === 0 && astray === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
