import { AppError } from '@shared/core/errors';
import {
  HOUSEHOLDS_AT_MOST,
  type PartyCard,
  type PartyCardChoice,
  type PartyMemberView,
} from '@shared/volunteers/schemas';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { postsOf } from '../areas';
import { presentMember } from './present-party';
import { householdsOf, partyMembersOf } from './volunteer.model';

/** A grid has some dozens; so many are looked at. */
const MEMBERS_AT_MOST = 200;

/** @throws AppError WRONG_STATE for who has not reported */
export async function setPartyCard(
  deps: Deps,
  { userId }: Actor,
  card: PartyCardChoice,
): Promise<PartyMemberView> {
  const doc = await partyMembersOf(deps.db).findOneAndUpdate(
    { _id: userId },
    { $set: { card }, $inc: { version: 1 } },
    { returnDocument: 'after' },
  );
  if (!doc) throw new AppError('WRONG_STATE', '请先向社区报到');
  const shown = card.shown && doc.state === 'verified';
  await postsOf(deps.db).updateMany({ userId, active: true, function: 'party_member' }, { $set: { shown } });
  return presentMember(deps, doc);
}

/**
 * Verified party members of a grid who chose to be seen, with what each chose to show. Households count for all of
 * them together, since that sum tells nothing about one.
 * @throws AppError NOT_FOUND
 */
export async function listPartyCards(
  deps: Deps,
  code: string,
): Promise<{ members: PartyCard[]; linkedHouseholds: number }> {
  if (!deps.routing.current().node(code)) throw new AppError('NOT_FOUND', '没有这个区域');
  const verified = await partyMembersOf(deps.db)
    .find({ areaPath: code, state: 'verified' }, { sort: { listedBy: -1 }, limit: MEMBERS_AT_MOST })
    .toArray();
  const households = householdsOf(deps.db);
  const linked = await households.countDocuments({ memberId: { $in: verified.map(({ _id }) => _id) } });
  const members = await Promise.all(
    verified.flatMap(({ _id, name, organisation, pledge, card }) =>
      card?.shown
        ? [
            (async (): Promise<PartyCard> => ({
              name,
              organisation: card.organisation ? organisation : null,
              pledge: card.pledge ? pledge : null,
              households: card.households
                ? await households.countDocuments({ memberId: _id }, { limit: HOUSEHOLDS_AT_MOST })
                : null,
            }))(),
          ]
        : [],
    ),
  );
  return { members, linkedHouseholds: linked };
}
