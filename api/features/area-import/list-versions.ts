import { AppError } from '@shared/core/errors';
import type { CoordType } from '@shared/geo';
import type { Deps } from '@api/deps';
import { areasOf, presentGeometry } from '../areas';
import { versionsOf } from './import.model';

const LISTED = 20;

/** What an area is and was, the newest first. @throws AppError NOT_FOUND */
export async function listAreaVersions({ db }: Pick<Deps, 'db'>, code: string, coordType: CoordType) {
  const area = await areasOf(db).findById(code).lean();
  const former = await versionsOf(db)
    .find({ code }, { sort: { version: -1 }, limit: LISTED })
    .toArray();
  if (!area && former.length === 0) throw new AppError('NOT_FOUND', '没有这个区域');
  const now = area ? [{ ...area, replacedAt: null }] : [];
  return {
    items: [...now, ...former].map(({ version, name, replacedAt, geometry }) => ({
      version,
      name,
      replacedAt: replacedAt && replacedAt.toISOString(),
      geometry: presentGeometry(geometry, coordType),
    })),
  };
}
