import { AppError } from '@shared/core/errors';
import { plateOf } from '@shared/residence/household';
import type { ResidenceRequest, ResidenceView } from '@shared/residence/schemas';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { presentResidence } from './present-residence';
import { type ResidencePlace, residencesOf } from './residence.model';

/** Requests a person may make a day. */
const A_DAY = 5;

export async function getOwn(deps: Deps, { userId }: Actor): Promise<ResidenceView> {
  return presentResidence(deps, await residencesOf(deps.db).findOne({ _id: userId }));
}

/** @throws AppError NOT_FOUND for a grid that is not there */
export function placeOf(deps: Deps, { gridCode, address }: ResidenceRequest): ResidencePlace {
  const path = deps.routing.current().pathOf(gridCode);
  // The household is the grid's, whether the microgrid was named or not.
  const grid = path.find(({ level }) => level === 'grid');
  if (!grid) throw new AppError('NOT_FOUND', '没有这个网格');
  return {
    areaCode: gridCode,
    areaPath: path.map(({ code }) => code),
    household: deps.fieldCrypto.blindIndex(`household:${grid.code}:${plateOf(address)}`),
    addressSealed: deps.fieldCrypto.encrypt(address),
    at: new Date(deps.clock()),
  };
}

/**
 * Asks to be confirmed somewhere; a second request replaces the first, what is confirmed stays until the new one is.
 * @throws AppError NOT_FOUND, ALREADY_DONE when just that is confirmed, TOO_MANY_REQUESTS
 */
export async function requestResidence(
  deps: Deps,
  { userId }: Actor,
  input: ResidenceRequest,
): Promise<ResidenceView> {
  const place = placeOf(deps, input);
  const known = await residencesOf(deps.db).findOne({ _id: userId });
  const stands = known?.verified;
  if (stands && stands.household === place.household && stands.areaCode === place.areaCode)
    throw new AppError('ALREADY_DONE', '这个住处已经核实过了');
  await deps.limits.take('residence', userId, A_DAY, 86_400);
  const doc = await residencesOf(deps.db).findOneAndUpdate(
    { _id: userId },
    {
      $set: { request: place, refused: null },
      $setOnInsert: { verified: null },
      $inc: { version: 1 },
    },
    { upsert: true, returnDocument: 'after' },
  );
  return presentResidence(deps, doc);
}

/** Takes back request and confirmation. The document stays, empty, so that its version goes on counting. */
export async function dropResidence(deps: Deps, { userId }: Actor): Promise<ResidenceView> {
  const doc = await residencesOf(deps.db).findOneAndUpdate(
    { _id: userId },
    { $set: { refused: null, verified: null, request: null }, $inc: { version: 1 } },
    { returnDocument: 'after' },
  );
  return presentResidence(deps, doc);
}
