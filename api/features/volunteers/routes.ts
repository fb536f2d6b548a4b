import { AppError } from '@shared/core/errors';
import * as contracts from '@shared/volunteers/contract';
import type { Deps } from '@api/deps';
import { type RequestContext, route } from '@api/http/route';
import { answerCallUp, closeCallUp, createCallUp, getCallUp, listCallUps } from './call-up';
import { decideMember, decideVolunteer } from './decide';
import { listManagedVolunteers, listPartyMembers } from './list-managed';
import {
  getPartyReport,
  linkHousehold,
  listHouseholds,
  myHouseholds,
  reportParty,
  unlinkHousehold,
  visitHousehold,
} from './party';
import { listPartyCards, setPartyCard } from './party-cards';
import { presentVolunteer } from './present-volunteer';
import { leaveVolunteers, saveVolunteer } from './save-volunteer';
import { volunteersOf } from './volunteer.model';

/** Until when somebody may not sign up, by how often he did not show up; UTC milliseconds. */
export type PausedUntil = (userId: string) => Promise<number | null>;

function newId({ idempotency }: Pick<RequestContext, 'idempotency'>): string {
  if (!idempotency) throw new AppError('IDEMPOTENCY_KEY_REQUIRED');
  return String(idempotency.resourceId);
}

export const volunteerRoutes = (deps: Deps, pausedUntil: PausedUntil) => [
  route(contracts.getVolunteer, async (_input, { actor }) => {
    const [doc, paused] = await Promise.all([
      volunteersOf(deps.db).findOne({ _id: actor.userId }),
      pausedUntil(actor.userId),
    ]);
    return presentVolunteer(deps, doc, paused);
  }),
  route(contracts.saveVolunteer, ({ body }, { actor }) => saveVolunteer(deps, actor, body)),
  route(contracts.leaveVolunteers, (_input, { actor }) => leaveVolunteers(deps, actor)),
  route(contracts.listManagedVolunteers, ({ query }, { actor }) => listManagedVolunteers(deps, actor, query)),
  route(contracts.decideVolunteer, ({ params, body }, { actor }) =>
    decideVolunteer(deps, actor, params.id, body),
  ),
  route(contracts.reportParty, ({ body }, { actor }) => reportParty(deps, actor, body)),
  route(contracts.setPartyCard, ({ body }, { actor }) => setPartyCard(deps, actor, body)),
  route(contracts.listPartyCards, ({ params }) => listPartyCards(deps, params.code)),
  route(contracts.getPartyReport, (_input, { actor }) => getPartyReport(deps, actor)),
  route(contracts.myHouseholds, (_input, { actor }) => myHouseholds(deps, actor)),
  route(contracts.visitHousehold, ({ params, body }, context) =>
    visitHousehold(deps, context.actor, { id: newId(context), householdId: params.id }, body.text),
  ),
  route(contracts.listPartyMembers, ({ query }, { actor }) => listPartyMembers(deps, actor, query)),
  route(contracts.decidePartyMember, ({ params, body }, { actor }) =>
    decideMember(deps, actor, params.id, body),
  ),
  route(contracts.listHouseholds, ({ params }, { actor }) => listHouseholds(deps, actor, params.id)),
  route(contracts.linkHousehold, ({ params, body }, context) =>
    linkHousehold(deps, context.actor, { id: newId(context), memberId: params.id }, body),
  ),
  route(contracts.unlinkHousehold, async ({ params }, { actor }) => {
    await unlinkHousehold(deps, actor, params);
    return undefined;
  }),
  route(contracts.listCallUps, ({ query }, { actor }) => listCallUps(deps, actor, query)),
  route(contracts.getCallUp, ({ params }, { actor }) => getCallUp(deps, actor, params.id)),
  route(contracts.createCallUp, ({ body }, context) =>
    createCallUp(deps, context.actor, newId(context), body),
  ),
  route(contracts.answerCallUp, ({ params, body }, { actor }) =>
    answerCallUp(deps, actor, params.id, body.answer),
  ),
  route(contracts.closeCallUp, ({ params }, { actor }) => closeCallUp(deps, actor, params.id)),
];
