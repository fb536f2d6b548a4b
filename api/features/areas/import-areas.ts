import type { AreaFeature, AreaImportReport } from '@shared/areas/schemas';
import { AppError } from '@shared/core/errors';
import { boundingBoxOf, polygonArea } from '@shared/geo';
import type { Deps } from '@api/deps';
import { type AreaDoc, areasOf } from './area.model';
import { checkFeatures } from './check-features';
import { bumpAreasRevision, readAreasRevision } from './revision';

type StoredAreas = Map<string, Pick<AreaDoc, '_id' | 'level' | 'parentCode' | 'geometry'>>;

/**
 * Imports boundaries (WGS-84) into the area tree. All or nothing: when one feature is wrong, or siblings overlap,
 * nothing changes and the report says what and where.
 * @throws AppError IMPORT_REJECTED with the report as `current`, unless it is a dry run
 */
export async function importAreas(
  deps: Deps,
  features: readonly AreaFeature[],
  dryRun: boolean,
): Promise<AreaImportReport> {
  const stored: StoredAreas = new Map();
  for await (const area of areasOf(deps.db).collection.find<AreaDoc>({}, { batchSize: 2000 }))
    stored.set(area._id, area);
  const { rejected, overlaps, gaps } = checkFeatures(features, stored);
  const { created, updated, unchanged } = sortOut(features, stored as Map<string, AreaDoc>);
  const report: AreaImportReport = {
    dryRun,
    applied: false,
    revision: await readAreasRevision(deps.db),
    created,
    updated,
    unchanged,
    rejected,
    overlaps,
    gaps,
  };
  if (dryRun) return report;
  if (rejected.length > 0 || overlaps.length > 0)
    throw new AppError('IMPORT_REJECTED', `有 ${rejected.length + overlaps.length} 处问题，没有导入`, {
      current: report,
    });
  await write(deps, features, new Set([...created, ...updated]), stored as Map<string, AreaDoc>);
  report.revision = await bumpAreasRevision(deps.db);
  await deps.routing.refresh();
  return { ...report, applied: true };
}

function contentOf({ geometry, properties }: AreaFeature) {
  return {
    level: properties.level,
    name: properties.name,
    parentCode: properties.parentCode,
    kind: properties.kind ?? null,
    settlement: properties.settlement ?? null,
    households: properties.households ?? null,
    geometry,
  };
}

function sortOut(features: readonly AreaFeature[], stored: ReadonlyMap<string, AreaDoc>) {
  const created: string[] = [];
  const updated: string[] = [];
  let unchanged = 0;
  for (const feature of features) {
    const old = stored.get(feature.properties.code);
    const next = contentOf(feature);
    if (!old) created.push(feature.properties.code);
    else if (
      Object.entries(next).some(
        ([key, value]) => JSON.stringify(old[key as keyof AreaDoc] ?? null) !== JSON.stringify(value),
      )
    )
      updated.push(feature.properties.code);
    else unchanged += 1;
  }
  return { created, updated, unchanged };
}

async function write(
  deps: Deps,
  features: readonly AreaFeature[],
  changed: ReadonlySet<string>,
  stored: ReadonlyMap<string, AreaDoc>,
): Promise<void> {
  const children = new Map<string, Set<string>>();
  const note = (code: string, parent: string | null) => {
    if (parent) children.set(parent, (children.get(parent) ?? new Set()).add(code));
  };
  for (const area of stored.values()) note(area._id, area.parentCode);
  for (const { properties } of features) note(properties.code, properties.parentCode);
  const operations = features
    .filter((feature) => changed.has(feature.properties.code))
    .map((feature) => ({
      updateOne: {
        filter: { _id: feature.properties.code },
        update: {
          $set: { ...contentOf(feature), centre: labelPoint(feature) },
          $setOnInsert: { childCount: 0, center: null },
          $inc: { version: 1 },
        },
        upsert: true,
      },
    }));
  const areas = areasOf(deps.db);
  for (let i = 0; i < operations.length; i += 500)
    await areas.bulkWrite(operations.slice(i, i + 500), { ordered: false, strict: false });
  const parents = new Set(
    features.flatMap(({ properties }) => [properties.code, properties.parentCode ?? '']),
  );
  const counts = [...parents].filter(Boolean).map((code) => ({
    updateOne: { filter: { _id: code }, update: { $set: { childCount: children.get(code)?.size ?? 0 } } },
  }));
  for (let i = 0; i < counts.length; i += 1000)
    await areas.bulkWrite(counts.slice(i, i + 1000), { ordered: false });
}

/** A point for the label: the middle of the largest polygon's bounding box. */
function labelPoint({ geometry }: AreaFeature) {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const sized = polygons.map((coordinates) => ({ type: 'Polygon' as const, coordinates }));
  const [largest] = sized.sort((a, b) => polygonArea(b) - polygonArea(a));
  const [west, south, east, north] = boundingBoxOf(largest ?? geometry);
  return { lng: (west + east) / 2, lat: (south + north) / 2 };
}
