import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { AREA_LEVELS } from '@shared/areas/levels';
import { type AreaGeometry, boundingBoxOf, pointInPolygon, polygonArea, polygonsOf } from '@shared/geo';
import { applyDrafts } from './apply-drafts';
import { type AreaContent, type DraftDoc, draftsOf } from './import.model';
import {
  claimImport,
  decideImport,
  findAbandonedImport,
  findImport,
  releaseImport,
  touchImport,
} from './import-lock';
import type { ImportRow } from './rows';
import type { StoredAreas } from './stored-areas';

const BATCH = 500;

/** A point for the label: the middle of the largest part's box, or of its widest stretch there when that lies outside. */
export function labelPoint(geometry: AreaGeometry): { lng: number; lat: number } {
  const parts = polygonsOf(geometry).map((coordinates) => ({ type: 'Polygon' as const, coordinates }));
  const [largest] = parts.sort((a, b) => polygonArea(b) - polygonArea(a));
  const part = largest ?? geometry;
  const [west, south, east, north] = boundingBoxOf(part);
  const [lng, lat] = [(west + east) / 2, (south + north) / 2];
  if (pointInPolygon(lng, lat, part) === 'inside') return { lng, lat };
  const crossings = polygonsOf(part)
    .flat()
    .flatMap((ring) =>
      ring.slice(1).flatMap(([bx, by], i) => {
        const [ax, ay] = ring[i]!;
        return ay > lat === by > lat ? [] : [ax + ((lat - ay) / (by - ay)) * (bx - ax)];
      }),
    )
    .sort((a, b) => a - b);
  let best = { lng, lat, width: 0 };
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const [from, to] = [crossings[i]!, crossings[i + 1]!];
    if (to - from > best.width) best = { lng: (from + to) / 2, lat, width: to - from };
  }
  return { lng: best.lng, lat: best.lat };
}

export function contentOf({
  geometry,
  properties,
}: Pick<ImportRow, 'geometry' | 'properties'>): Omit<AreaContent, 'centre'> {
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

/** @param rows those that are new or differ. @param gone codes of areas given up */
function draftsFor(
  importId: string,
  rows: readonly ImportRow[],
  gone: readonly string[],
  stored: StoredAreas,
): DraftDoc[] {
  const children = new Map<string, Set<string>>();
  const note = (code: string, parent: string | null) => {
    if (parent) children.set(parent, (children.get(parent) ?? new Set()).add(code));
  };
  for (const { _id, parentCode } of stored.values()) if (!gone.includes(_id)) note(_id, parentCode);
  for (const { properties } of rows) note(properties.code, properties.parentCode);
  const rank = ({ properties }: ImportRow) => AREA_LEVELS.indexOf(properties.level);
  const ordered = [...rows].sort((a, b) => rank(a) - rank(b));
  const written = new Set([...ordered.map(({ properties }) => properties.code), ...gone]);
  const countOf = (code: string) => children.get(code)?.size ?? 0;
  const parents = new Set(
    [
      ...rows.map(({ properties }) => properties.parentCode),
      ...gone.map((code) => stored.get(code)?.parentCode),
    ].flatMap((code) => (code && !written.has(code) ? [code] : [])),
  );
  const bare = { content: null, gone: false, childCount: 0, version: 0 };
  return [
    ...ordered.map((row) => ({
      ...bare,
      code: row.properties.code,
      content: { ...contentOf(row), centre: labelPoint(row.geometry) },
      childCount: countOf(row.properties.code),
      version: stored.get(row.properties.code)?.version ?? 0,
    })),
    ...gone.map((code) => ({ ...bare, code, gone: true, version: stored.get(code)?.version ?? 0 })),
    ...[...parents].map((code) => ({ ...bare, code, childCount: countOf(code) })),
  ].map((draft, seq) => ({ ...draft, _id: `${importId}:${seq}`, importId, seq }));
}

export interface Commit {
  /** By which whoever ordered it finds it again after a crash. */
  id?: string;
  rows: readonly ImportRow[];
  gone?: readonly string[];
  stored: StoredAreas;
  /** Of the areas when `stored` was read. */
  revision: number;
  /** UTC milliseconds by the injected clock. */
  nowMs: number;
}

/**
 * Brings changes of areas into force: drafts first, then one write that decides, then the areas one batch after the
 * other, then the revision. A crash before the decision changes nothing, one after it is made good by `finishImports`.
 * @returns the new revision. @throws AppError WRONG_STATE when others were faster
 */
export async function commitImport(
  db: Connection,
  { id: importId = randomUUID(), rows, gone = [], stored, revision, nowMs }: Commit,
): Promise<number> {
  const begun = performance.now();
  const now = () => nowMs + performance.now() - begun;
  await claimImport(db, importId, revision, nowMs);
  try {
    const drafts = draftsFor(importId, rows, gone, stored);
    for (let i = 0; i < drafts.length; i += BATCH) {
      await draftsOf(db).insertMany(drafts.slice(i, i + BATCH), { ordered: false });
      await touchImport(db, importId, now());
    }
    await decideImport(db, importId, now());
  } catch (error) {
    await releaseImport(db, importId, false);
    await draftsOf(db).deleteMany({ importId });
    throw error;
  }
  return finish(db, importId, now);
}

async function finish(db: Connection, importId: string, now: () => number): Promise<number> {
  await applyDrafts(db, importId, new Date(now()), () => touchImport(db, importId, now()));
  const revision = await releaseImport(db, importId, true);
  await draftsOf(db).deleteMany({ importId });
  return revision;
}

/** Ends imports whose process died: what was decided comes into force, the rest is forgotten. Safe to repeat. */
export async function finishImports(db: Connection, clock: () => number): Promise<void> {
  const found = await findAbandonedImport(db, clock());
  if (!found) return;
  if (found.stage === 'applying') await finish(db, found.id, clock);
  else {
    await releaseImport(db, found.id, false);
    await draftsOf(db).deleteMany({ importId: found.id });
  }
}

/** Ends what its order, which nobody else works on, had begun: as `finishImports`, but at once. Safe to repeat. */
export async function finishImport(db: Connection, id: string, clock: () => number): Promise<void> {
  const found = await findImport(db);
  if (found?.id !== id) return;
  if (found.stage === 'applying') await finish(db, id, clock);
  else {
    await releaseImport(db, id, false);
    await draftsOf(db).deleteMany({ importId: id });
  }
}
