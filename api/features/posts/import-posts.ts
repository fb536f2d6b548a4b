import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { importPosts as contract, POST_ROWS_LISTED, type PostImportReport } from '@shared/posts/contract';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { receiveImport } from '@api/http/receive-import';
import { readTableApart } from '@api/integrations/spreadsheet';
import { judgeRows, reportOf } from './judge-rows';
import { postImportsOf } from './post-import.model';
import { readPeople } from './read-people';
import { runPostImport } from './run-post-imports';

/**
 * Imports people in posts from a spreadsheet: all of it or, when one line is wrong, nothing.
 * @throws AppError IMPORT_REJECTED with the report as `current`, unless it is a dry run; as `receiveImport`
 */
export async function importPosts(
  deps: Deps,
  actor: Actor,
  request: IncomingMessage,
  dryRun: boolean,
): Promise<PostImportReport> {
  const { path } = await receiveImport(request, deps.tmpDir, contract);
  try {
    const judged = await judgeRows(deps, actor, readPeople(await readTableApart(path)));
    const report = { ...reportOf(judged, POST_ROWS_LISTED), dryRun, applied: false };
    if (dryRun) return report;
    const { rejected } = report.counts;
    if (rejected > 0)
      throw new AppError('IMPORT_REJECTED', `有 ${rejected} 行不合格，没有导入`, { current: report });
    const rows = judged.accepted.filter(({ change }) => change !== 'same').map(({ row }) => row);
    if (rows.length > 0) {
      const _id = randomUUID();
      const now = new Date(deps.clock());
      await postImportsOf(deps.db).insertOne({
        _id,
        by: actor.userId,
        at: now,
        rows,
        done: 0,
        pending: true,
        leaseUntil: now,
      });
      await runPostImport(deps, _id);
    }
    return { ...report, applied: true };
  } finally {
    await rm(path, { force: true });
  }
}
