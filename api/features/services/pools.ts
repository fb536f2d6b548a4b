import type { AreaLevel } from '@shared/areas/levels';
import { AppError } from '@shared/core/errors';
import { findSlot, type Slot, whyNotBook } from '@shared/services/slots';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import type { AreaNode } from '@api/routing';
import { findItem, findOffered, type LiveItem } from './live-services';

/** All seats of one service at one site and time. */
export const poolOf = (serviceId: string, slotId: string) => `${serviceId}/${slotId}`;

/** Of a pool or seat: which service and slot. */
export function readPool(name: string): { serviceId: string; slotId: string } {
  const [serviceId = '', slotId = ''] = (name.split('#')[0] ?? '').split('/');
  return { serviceId, slotId };
}

/** Where one's own counter for a service is. @throws AppError NOT_FOUND, WRONG_STATE when nobody says where he lives */
export function siteOf(deps: Deps, actor: Actor | null, item: LiveItem, area: string | undefined): AreaNode {
  const code = area ?? actor?.homeGridCode ?? null;
  if (code === null) throw new AppError('WRONG_STATE', '请先选择您的网格，才知道到哪里办');
  const path = deps.routing.current().pathOf(code);
  const site = path.find(({ level }) => level === (item.siteLevel as AreaLevel));
  if (!site) throw new AppError('NOT_FOUND', '没有这个区域');
  return site;
}

export interface OpenSlot extends Slot {
  item: LiveItem;
  site: AreaNode;
  pool: string;
  capacity: number;
}

/** The slot of that name, whatever its time. @throws AppError NOT_FOUND */
export async function findOpenSlot(deps: Deps, serviceId: string, slotId: string): Promise<OpenSlot> {
  const item = await findItem(deps, serviceId);
  const slot = findSlot(item, slotId, deps.calendar);
  const site = slot && deps.routing.current().node(slot.siteCode);
  if (!slot || !item.appointment || site?.level !== item.siteLevel)
    throw new AppError('NOT_FOUND', '没有这个时段');
  return { ...slot, item, site, pool: poolOf(serviceId, slotId), capacity: item.appointment.capacity };
}

/** @throws AppError NOT_FOUND, WRONG_STATE when its time is past or too far off, or the service is withdrawn */
export async function findBookableSlot(deps: Deps, serviceId: string, slotId: string): Promise<OpenSlot> {
  const slot = await findOpenSlot(deps, serviceId, slotId);
  await findOffered(deps, serviceId);
  const why = whyNotBook(slot.startMs, deps.clock());
  if (why) throw new AppError('WRONG_STATE', why);
  return slot;
}
