import { AppError } from '@shared/core/errors';
import type { DecisionBody } from '@shared/volunteers/schemas';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { tellPeople } from '../notifications';
import { findManagedMember, findManagedVolunteer } from './policy';
import { presentMember } from './present-party';
import { presentManaged } from './present-volunteer';
import { grantRole, withdrawRole } from './roles';
import { partyMembersOf, volunteersOf } from './volunteer.model';

const decisionOf = (deps: Deps, actor: Actor, { reason }: DecisionBody) => ({
  at: new Date(deps.clock()),
  by: actor.userId,
  reason: reason ?? null,
});
const stateOf = ({ approve }: DecisionBody) => (approve ? ('verified' as const) : ('declined' as const));

interface Decided {
  state: string;
  decision: { by: string } | null;
  version: number;
}

/** Decided so by the same person already: a repetition after a crash, which goes on where that ended. */
const isRepeated = (doc: Decided, actor: Actor, body: DecisionBody) =>
  doc.state === stateOf(body) && doc.decision?.by === actor.userId && doc.version === body.version + 1;

/** The desk's word on a volunteer. @throws AppError NOT_FOUND, WRONG_STATE, VERSION_CONFLICT */
export async function decideVolunteer(deps: Deps, actor: Actor, id: string, body: DecisionBody) {
  let doc = await findManagedVolunteer(deps, actor, id);
  if (!isRepeated(doc, actor, body)) {
    if (doc.state === stateOf(body)) throw new AppError('WRONG_STATE', '已经这样审核过了');
    const updated = await volunteersOf(deps.db).findOneAndUpdate(
      { _id: id, version: body.version, state: { $ne: 'left' } },
      { $set: { state: stateOf(body), decision: decisionOf(deps, actor, body) }, $inc: { version: 1 } },
      { returnDocument: 'after' },
    );
    if (!updated)
      throw new AppError('VERSION_CONFLICT', undefined, {
        current: presentManaged(deps, await findManagedVolunteer(deps, actor, id)),
      });
    doc = updated;
  }
  if (body.approve) await grantRole(deps, id, 'volunteer', doc.areaPath.at(-1) ?? '');
  else await withdrawRole(deps, id, 'volunteer');
  await tellDecision(deps, id, 'volunteer', doc.version, body, '志愿者注册');
  return presentManaged(deps, doc);
}

/** The desk's word on a party member who has reported. @throws AppError as `decideVolunteer` */
export async function decideMember(deps: Deps, actor: Actor, id: string, body: DecisionBody) {
  let doc = await findManagedMember(deps, actor, id);
  if (!isRepeated(doc, actor, body)) {
    if (doc.state === stateOf(body)) throw new AppError('WRONG_STATE', '已经这样核实过了');
    const updated = await partyMembersOf(deps.db).findOneAndUpdate(
      { _id: id, version: body.version },
      { $set: { state: stateOf(body), decision: decisionOf(deps, actor, body) }, $inc: { version: 1 } },
      { returnDocument: 'after' },
    );
    if (!updated)
      throw new AppError('VERSION_CONFLICT', undefined, {
        current: await presentMember(deps, await findManagedMember(deps, actor, id)),
      });
    doc = updated;
  }
  if (body.approve) await grantRole(deps, id, 'party_member', doc.areaPath.at(-1) ?? '');
  else await withdrawRole(deps, id, 'party_member');
  await tellDecision(deps, id, 'party', doc.version, body, '党员报到');
  return presentMember(deps, doc);
}

const tellDecision = (
  deps: Deps,
  userId: string,
  what: string,
  version: number,
  { approve, reason }: DecisionBody,
  name: string,
) =>
  tellPeople(deps, [userId], {
    key: `volunteer:${what}-${version}`,
    kind: 'volunteer',
    title: approve ? `${name}通过了审核` : `${name}没有通过审核`,
    text: approve ? '欢迎加入，去看看身边的志愿活动吧。' : `原因：${reason ?? ''}。改好后可以再提交。`,
  });
