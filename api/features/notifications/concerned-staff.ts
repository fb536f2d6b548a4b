import type { Deps } from '@api/deps';
import { perConnection, sharedByKey } from '@api/store/together';
import { usersOf } from '../auth';
import type { CaseDoc, EventDoc } from '../cases';
import { appellantOf } from './rating-people';
import { audienceOf, deskAreas } from './recipients';

/** So many people of a desk or a department are told; a larger team reads its queue. */
const TEAM_AT_MOST = 50;

async function desk(deps: Deps, doc: CaseDoc): Promise<string[]> {
  for (const areaCode of deskAreas(doc)) {
    const found = await staffWith(deps, { role: 'dispatcher', areaCode });
    if (found.length > 0) return found;
  }
  return [];
}

interface Grant {
  role: string;
  areaCode: string;
  department?: string;
}
const holdersOf = perConnection((db) =>
  sharedByKey(
    ({ role, areaCode, department }: Grant) => `${role}:${areaCode}:${department ?? ''}`,
    async (grant) => {
      const users = await usersOf(db)
        .collection.find(
          { 'roles.areaCode': grant.areaCode, roles: { $elemMatch: grant }, disabledAt: null },
          { projection: { _id: 1 }, limit: TEAM_AT_MOST },
        )
        .toArray();
      return users.map(({ _id }) => String(_id));
    },
  ),
);

/** Who holds such a grant. */
export const staffWith = (deps: Deps, grant: Grant): Promise<string[]> => holdersOf(deps.db)(grant);

/** Supervisors who may decide an appeal, of the nearest area that has any: who handled it decides nothing. */
async function arbitersOf(deps: Deps, doc: CaseDoc): Promise<string[]> {
  const hands = [doc.assignee, ...(doc.coHandlers ?? [])];
  const working = await Promise.all(hands.map((each) => peopleOf(deps, doc, each)));
  const own = new Set([...doc.handledBy, ...working.flat()]);
  for (const areaCode of [...doc.areaPath].reverse()) {
    const found = await staffWith(deps, { role: 'supervisor', areaCode });
    const able = found.filter((userId) => !own.has(userId) && userId !== doc.reporterId);
    if (able.length > 0) return able;
  }
  return [];
}

/** The people behind an assignment. */
async function peopleOf(deps: Deps, doc: CaseDoc, assignee: CaseDoc['assignee']): Promise<string[]> {
  if (assignee.type === 'person') return [assignee.userId];
  if (assignee.type === 'center') {
    const own = await staffWith(deps, { role: 'dispatcher', areaCode: assignee.areaCode });
    return own.length > 0 ? own : desk(deps, doc);
  }
  const { department } = assignee;
  const teams = await Promise.all(
    doc.areaPath.map((areaCode) => staffWith(deps, { role: 'handler', areaCode, department })),
  );
  return [...new Set(teams.flat())].slice(0, TEAM_AT_MOST);
}

/** Whose work an event concerns. */
export async function concernedStaff(deps: Deps, event: EventDoc, doc: CaseDoc): Promise<string[]> {
  const audience = audienceOf(event);
  return [
    ...(audience.includes('assignee') ? await peopleOf(deps, doc, doc.assignee) : []),
    ...(audience.includes('coHandlers')
      ? (await Promise.all((doc.coHandlers ?? []).map((helper) => peopleOf(deps, doc, helper)))).flat()
      : []),
    ...(audience.includes('desk') || (doc.partOf && event.type === 'reply') ? await desk(deps, doc) : []),
    ...(audience.includes('appellant') ? await appellantOf(deps, event) : []),
    ...(audience.includes('arbiters') ? await arbitersOf(deps, doc) : []),
  ];
}
