import { AppError } from '@shared/core/errors';
import { serviceCatalogueSchema } from '@shared/services/catalogue';
import type { Deps } from '@api/deps';
import { liveCatalogue } from '../categories';
import { currentVersion, loadServices, storeServices } from './catalogue.model';
import { liveServices } from './live-services';

const ISSUES_AT_MOST = 100;

/**
 * Imports a version of the catalogue of services, or with `dryRun` only says what it would change.
 * @throws AppError IMPORT_REJECTED listing what is wrong; nothing is changed then
 */
export async function importServices(deps: Deps, document: unknown, dryRun: boolean) {
  const parsed = serviceCatalogueSchema.safeParse(document);
  const issues = parsed.success
    ? await unknownCategories(deps, parsed.data.services)
    : parsed.error.issues.map(({ path, code, message }) => ({ path: path.join('.'), code, message }));
  if (!parsed.success || issues.length > 0)
    throw new AppError('IMPORT_REJECTED', undefined, { issues: issues.slice(0, ISSUES_AT_MOST) });
  const next = parsed.data;
  const same = await loadServices(deps.db, next.version);
  if (same && JSON.stringify(same) !== JSON.stringify(next))
    throw new AppError('IMPORT_REJECTED', `版本 ${next.version} 已经导入过，内容不同请换一个版本号`);
  const version = await currentVersion(deps.db);
  const current = version === null ? null : await loadServices(deps.db, version);
  const old = new Map((current?.services ?? []).map((item) => [item.id, JSON.stringify(item)]));
  const ids = new Set(next.services.map(({ id }) => id));
  if (!dryRun) {
    await storeServices(deps.db, next, deps.clock());
    await liveServices(deps, true);
  }
  return {
    applied: !dryRun,
    version: next.version,
    added: [...ids].filter((id) => !old.has(id)),
    changed: next.services
      .filter((item) => old.has(item.id) && old.get(item.id) !== JSON.stringify(item))
      .map(({ id }) => id),
    removed: [...old.keys()].filter((id) => !ids.has(id)),
  };
}

/** Its cases could not be filed. */
export async function unknownCategories(deps: Deps, services: readonly { category: string }[]) {
  const { byCode } = await liveCatalogue(deps);
  return services.flatMap(({ category }, index) =>
    byCode.has(category)
      ? []
      : [
          {
            path: `services.${index}.category`,
            code: 'custom',
            message: `事项目录里没有类别 ${category}`,
          },
        ],
  );
}
