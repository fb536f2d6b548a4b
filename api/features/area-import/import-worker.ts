import mongoose, { type Connection } from 'mongoose';
import type { AreaImportReport } from '@shared/area-import/schemas';
import { type CoordType, convertCoordinates } from '@shared/geo';
import { answerTasks } from '@api/threads';
import { presentGeometry } from '../areas';
import { commitImport } from './commit-import';
import type { ImportTask } from './import-thread';
import { planImport, refuseFaulty } from './plan-import';

let connection: { key: string; db: Promise<Connection> } | null = null;

async function connect({ uri, database }: ImportTask['store']): Promise<Connection> {
  const key = `${uri} ${database}`;
  if (connection?.key === key) return connection.db;
  await (await connection?.db)?.close();
  const db = mongoose
    .createConnection(uri, { dbName: database, autoIndex: false, autoCreate: false, maxPoolSize: 2 })
    .asPromise();
  connection = { key, db };
  return db;
}

/** The report with its shapes and places in the coordinate system asked for. */
function inSystem(report: AreaImportReport, coordType: CoordType): AreaImportReport {
  if (coordType === 'wgs84') return report;
  type Shape = AreaImportReport['gaps'][number]['geometry'];
  const drawn = <T extends { geometry: Shape }>(items: T[]) =>
    items.map((item) => ({
      ...item,
      geometry:
        item.geometry && presentGeometry(item.geometry as Parameters<typeof presentGeometry>[0], coordType),
    }));
  return {
    ...report,
    rejected: drawn(report.rejected).map((item) => ({
      ...item,
      at: item.at && convertCoordinates(item.at, 'wgs84', coordType),
    })),
    overlaps: drawn(report.overlaps),
    gaps: drawn(report.gaps),
    outside: drawn(report.outside),
  };
}

answerTasks<ImportTask>(async ({ store, file, format, dryRun, coordType, nowMs }) => {
  const db = await connect(store);
  const plan = await planImport(db, file, format);
  const report = inSystem({ ...plan.report, dryRun, applied: false }, coordType);
  if (dryRun) return report;
  refuseFaulty(report);
  const { rows, stored } = plan;
  if (rows.length === 0) return { ...report, applied: true };
  const revision = await commitImport(db, { rows, stored, revision: report.revision, nowMs });
  return { ...report, revision, applied: true };
});
