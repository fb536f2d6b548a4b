import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import { currentVersion, loadCatalogue, storeCatalogue } from './catalogue.model';
import { catalogueSchema } from './catalogue.schema';
import { liveCatalogue } from './live-catalogue';

/**
 * Imports a version of the catalogue. What a version says stays as it is for ever: cases name it.
 * @throws AppError IMPORT_REJECTED listing what is wrong
 */
export async function importCategories(deps: Deps, document: unknown, dryRun: boolean) {
  const parsed = catalogueSchema.safeParse(document);
  if (!parsed.success)
    throw new AppError('IMPORT_REJECTED', undefined, {
      issues: parsed.error.issues
        .slice(0, 100)
        .map((issue) => ({ path: issue.path.join('.'), code: issue.code, message: issue.message })),
    });
  const next = parsed.data;
  const version = await currentVersion(deps.db);
  const current = version === null ? null : await loadCatalogue(deps.db, version);
  const old = new Map((current?.categories ?? []).map((entry) => [entry.code, JSON.stringify(entry)]));
  const codes = new Set(next.categories.map((entry) => entry.code));
  const added = next.categories.filter((entry) => !old.has(entry.code));
  const changed = next.categories.filter(
    (entry) => old.has(entry.code) && old.get(entry.code) !== JSON.stringify(entry),
  );
  const removed = [...old.keys()].filter((code) => !codes.has(code));
  const known = await loadCatalogue(deps.db, next.version);
  if (known && JSON.stringify(known) !== JSON.stringify(next))
    throw new AppError('IMPORT_REJECTED', `版本 ${next.version} 已经导入过，内容不同请换一个版本号`);
  if (!dryRun) {
    await storeCatalogue(deps.db, next, deps.clock());
    await liveCatalogue(deps, true);
  }
  return {
    dryRun,
    applied: !dryRun,
    version: next.version,
    added: added.map((entry) => entry.code),
    changed: changed.map((entry) => entry.code),
    removed,
  };
}
