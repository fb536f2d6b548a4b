import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { AreaImportReport } from '@shared/area-import/schemas';
import type { CoordType } from '@shared/geo';
import type { Deps } from '@api/deps';
import { receiveImport } from '@api/http/receive-import';
import { importAreas as contract } from '@shared/area-import/contract';
import { importThread } from './import-thread';

/**
 * Imports a file of areas. All or nothing: when one feature is wrong, brothers overlap or one lies outside its parent,
 * nothing changes and the report says what and where. Read, judged and written in a thread of its own.
 * @throws AppError IMPORT_REJECTED with the report as `current`, unless it is a dry run; as `receiveImport`, `planImport`
 */
export async function importAreas(
  deps: Deps,
  request: IncomingMessage,
  { dryRun, coordType }: { dryRun: boolean; coordType: CoordType },
): Promise<AreaImportReport> {
  const { path, format } = await receiveImport(request, deps.tmpDir, contract);
  try {
    const task = { store: deps.storeAddress, file: path, format, dryRun, coordType, nowMs: deps.clock() };
    const report = (await importThread.run(task)) as AreaImportReport;
    if (report.applied) await deps.routing.refresh();
    return report;
  } finally {
    await rm(path, { force: true });
  }
}
