import type * as z from 'zod';
import type { getService as getContract } from '@shared/services/contract';
import type { ServiceSummary, ServiceView } from '@shared/services/views';
import { scoreItem } from '@shared/services/search';
import { type CoordType, presentPlace } from '@shared/geo';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { areasOf } from '../areas';
import { liveCatalogue } from '../categories';
import { findItem, type LiveItem, liveServices } from './live-services';
import { siteOf } from './pools';

/** The best answers only: a page of them is read, not searched again. */
const HITS = 20;

export async function listServices(deps: Deps, { q, group }: { q?: string; group?: string }) {
  const { groups, byId } = await liveServices(deps);
  const items = [...byId.values()].filter(
    (item) => !item.withdrawn && (group === undefined || item.lifeEvent === group),
  );
  return {
    groups,
    items: (q === undefined ? items : bestOf(items, q)).map(presentSummary),
    nextCursor: null,
  };
}

function bestOf(items: readonly LiveItem[], q: string): LiveItem[] {
  return items
    .map((item) => ({ item, score: scoreItem(item.sounding, q) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, HITS)
    .map(({ item }) => item);
}

const presentSummary = (item: LiveItem): ServiceSummary => ({
  id: item.id,
  name: item.name,
  group: item.lifeEvent,
  groupName: item.groupName,
  audience: item.audience,
  modes: item.modes,
  timeLimit: item.timeLimit.text,
  fee: item.fee.text,
});

type Query = z.output<NonNullable<(typeof getContract)['query']>>;

/** @throws AppError NOT_FOUND */
export async function getService(
  deps: Deps,
  actor: Actor | null,
  id: string,
  { area, coordType }: Query,
): Promise<ServiceView> {
  const item = await findItem(deps, id);
  return {
    ...presentSummary(item),
    department: (await liveCatalogue(deps)).departmentName(item.department),
    materials: item.materials,
    steps: item.steps,
    legalBasis: item.legalBasis,
    where: item.place,
    hours: item.hours.text,
    site: await siteView(deps, actor, item, area, coordType),
    withdrawn: item.withdrawn ? { reason: item.withdrawn.reason, at: item.withdrawn.at } : null,
    slotMinutes: item.appointment?.slotMinutes ?? null,
  };
}

async function siteView(
  deps: Deps,
  actor: Actor | null,
  item: LiveItem,
  area: string | undefined,
  coordType: CoordType,
): Promise<ServiceView['site']> {
  if (area === undefined && !actor?.homeGridCode) return null;
  const { code, level, name } = siteOf(deps, actor, item, area);
  const doc = await areasOf(deps.db).findById(code, { centre: 1, center: 1 }).lean();
  return (
    doc && {
      area: { code, level, name },
      name: `${name} · ${item.place}`,
      address: doc.center?.address ?? null,
      place: presentPlace(doc.centre, coordType),
    }
  );
}
