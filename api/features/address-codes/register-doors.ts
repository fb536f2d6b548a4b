import { type AddressCodeView, CODE_MAKERS } from '@shared/address-codes/contract';
import { AppError } from '@shared/core/errors';
import { convertCoordinates, type Place } from '@shared/geo';
import type { Deps } from '@api/deps';
import { type Actor, holdsIn } from '@api/http/actor';
import { isDuplicateKey } from '@api/http/idempotency';
import { doorCode, type DoorDoc, doorsOf } from './door.model';
import { resolveCode } from './resolve-code';

export const makesIn = (actor: Actor, areaPath: readonly string[]): boolean =>
  CODE_MAKERS.some((role) => holdsIn(actor, role, areaPath));

/**
 * @param registration derived from the idempotency key: a try after a crash gives the same codes
 * @throws AppError ACTION_NOT_ALLOWED when a door is not in the actor's own area
 */
export async function registerDoors(
  deps: Deps,
  actor: Actor,
  registration: string,
  doors: readonly { line: string; place: Place }[],
): Promise<{ items: AddressCodeView[] }> {
  const docs = doors.map(({ line, place }, n): DoorDoc => {
    const point = convertCoordinates(place, place.coordType, 'wgs84');
    const { path, method } = deps.routing.current().locate(point.lng, point.lat, { nearEdge: false });
    const areaPath = path.map(({ code }) => code);
    // Outside every grid the path is only the nearest community's.
    if (method === 'outside' || !makesIn(actor, areaPath))
      throw new AppError('ACTION_NOT_ALLOWED', `「${line}」不在您的辖区内`);
    return {
      _id: doorCode(registration, n),
      line,
      place: { lng: point.lng, lat: point.lat },
      areaPath,
      createdBy: actor.userId,
      createdAt: new Date(deps.clock()),
    };
  });
  try {
    await doorsOf(deps.db).insertMany(docs, { ordered: false });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  return { items: await Promise.all(docs.map(({ _id }) => resolveCode(deps, _id, 'gcj02'))) };
}
