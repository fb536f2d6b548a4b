import { monthOf } from '@shared/volunteers/rules';
import {
  HOUSEHOLDS_AT_MOST,
  NOTHING_SHOWN,
  type LinkedHousehold,
  type PartyMemberView,
} from '@shared/volunteers/schemas';
import type { Deps } from '@api/deps';
import { areaRef } from './policy';
import { type HouseholdDoc, householdsOf, type PartyMemberDoc } from './volunteer.model';

export async function presentMember(deps: Deps, doc: PartyMemberDoc): Promise<PartyMemberView> {
  return {
    id: doc._id,
    state: doc.state,
    name: doc.name,
    organisation: doc.organisation,
    pledge: doc.pledge,
    area: areaRef(deps, doc.areaPath),
    reportedAt: doc.reportedAt.toISOString(),
    decision: doc.decision && { at: doc.decision.at.toISOString(), reason: doc.decision.reason },
    households: await householdsOf(deps.db).countDocuments(
      { memberId: doc._id },
      { limit: 2 * HOUSEHOLDS_AT_MOST },
    ),
    card: doc.card ?? NOTHING_SHOWN,
    version: doc.version,
  };
}

export function presentHousehold(deps: Pick<Deps, 'clock'>, doc: HouseholdDoc): LinkedHousehold {
  return {
    id: doc._id.toHexString(),
    address: doc.address,
    note: doc.note,
    lastVisit: doc.lastVisit && { at: doc.lastVisit.at.toISOString(), text: doc.lastVisit.text },
    visitedThisMonth: doc.visitedIn === monthOf(deps.clock()),
  };
}
