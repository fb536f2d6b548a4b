import { AppError } from '@shared/core/errors';
import type { OrderView } from '@shared/teams/contract';
import { weekOf } from '@shared/teams/rules';
import type { PlaceInput } from '@shared/geo';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { isDuplicateKey } from '@api/http/idempotency';
import { dropSeat, seatsOf, settleSeat, takeSeat } from '@api/store/seats';
import {
  actOnCase,
  type CaseDoc,
  describeActor,
  findCase,
  partiesOf,
  submitCase,
  viewerOf,
  writeEvent,
} from '../cases';
import { liveCatalogue } from '../categories';
import { findTeam, listTeams, poolOf, takenOf } from './list-teams';
import { TEAM_SEATS, type TeamDoc, type TeamOrderDoc, teamOrdersOf, teamsOf } from './team.model';

interface Asked {
  text: string;
  place?: PlaceInput;
  when?: string;
}

/**
 * 点单: a private case for the team's matters, and beside it which team was asked.
 * @throws AppError NOT_FOUND, OUTSIDE_SERVICE_AREA, VALIDATION_FAILED without a place or a grid of one's own
 */
export async function requestTeam(
  deps: Deps,
  actor: Actor,
  id: string,
  { text, place, when }: Asked,
  { key, resourceId }: { key: string; resourceId: string },
): Promise<OrderView> {
  const team = await findTeam(deps, id);
  const { byCode, otherCode } = await liveCatalogue(deps);
  const order: TeamOrderDoc = {
    _id: resourceId,
    teamIds: [id],
    captainIds: [],
    when: when ? when : null,
    sent: false,
    recordSealed: null,
    at: new Date(deps.clock()),
  };
  const doc = await submitCase(deps, {
    actor,
    input: {
      kind: 'service',
      text: `请「${team.name}」：${text}${when ? `（希望 ${when}）` : ''}`,
      categoryCode: byCode.has(team.category) ? team.category : otherCode,
      visibility: 'private',
      ...(place && { place: { ...place, coordType: place.coordType ?? 'gcj02' } }),
    },
    caseId: resourceId,
    requestKey: key,
  });
  try {
    // After the case: sent again after a crash, the same request writes what is missing.
    await teamOrdersOf(deps.db).insertOne(order);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  return presentOrder(deps, actor, doc, order);
}

interface Found {
  doc: CaseDoc;
  order: TeamOrderDoc;
}

/** For the resident, the teams and staff of the place. @throws AppError NOT_FOUND */
export async function findOrder(deps: Deps, actor: Actor, ref: string): Promise<Found> {
  const doc = await findCase(deps.db, ref);
  const viewer = doc && viewerOf(actor, doc);
  const order = doc && (await teamOrdersOf(deps.db).findOne({ _id: doc._id.toHexString() }));
  if (!doc || !order || (viewer !== 'reporter' && viewer !== 'staff'))
    throw new AppError('NOT_FOUND', '没有找到这次点单');
  return { doc, order };
}

export async function presentOrder(
  deps: Deps,
  actor: Actor,
  doc: CaseDoc,
  order: TeamOrderDoc,
): Promise<OrderView> {
  const teams = await teamsOf(deps.db)
    .find({ _id: { $in: order.teamIds } })
    .toArray();
  const serves = order.captainIds.includes(actor.userId);
  const own = doc.reporterId === actor.userId;
  return {
    caseId: order._id,
    number: doc.number,
    teams: order.teamIds.flatMap((id) => {
      const team = teams.find(({ _id }) => _id === id);
      return team ? [{ id, name: team.name }] : [];
    }),
    when: order.when,
    sent: order.sent,
    record: order.recordSealed && (serves || own) ? deps.fieldCrypto.decrypt(order.recordSealed) : null,
    mayDispatch: partiesOf(actor, doc).has('dispatcher') && DISPATCHABLE.includes(doc.status),
    mayRecord: serves,
  };
}

const DISPATCHABLE: CaseDoc['status'][] = ['submitted', 'accepted', 'dispatched'];

/**
 * 派单: a place of each team's week is taken first, then the case is given to their captains, the first in the lead.
 * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, VERSION_CONFLICT, WRONG_STATE (a team is full: another one in `next`)
 */
export async function dispatchTeams(
  deps: Deps,
  actor: Actor,
  ref: string,
  teamIds: readonly string[],
  requestKey: string,
): Promise<OrderView> {
  const { doc, order } = await findOrder(deps, actor, ref);
  if (doc.events.some((event) => event.requestKey === requestKey))
    return presentOrder(deps, actor, doc, order);
  const parties = partiesOf(actor, doc);
  if (!parties.has('dispatcher')) throw new AppError('ACTION_NOT_ALLOWED', '只有这里的调度员可以派单');
  if (!DISPATCHABLE.includes(doc.status)) throw new AppError('WRONG_STATE', '这次点单已经在办，不能再派');
  const teams = await Promise.all(teamIds.map((id) => serving(deps, doc, id)));
  const accepted = doc.status === 'submitted' ? await accept(deps, actor, doc, requestKey) : doc;
  const given = await teamOrdersOf(deps.db).findOne({ _id: order._id });
  await freeOthers(deps, order._id, teamIds);
  for (const team of teams) await takePlace(deps, order._id, team);
  const [lead, ...others] = teams.map(captainOf);
  if (!lead || !given) throw new AppError('NOT_FOUND', '没有找到这次点单');
  const updated = await writeEvent(
    deps,
    accepted,
    {
      type: 'dispatch',
      actor: describeActor(actor, parties, 'dispatch'),
      to: 'dispatched',
      text: null,
      uploadIds: [],
      visibility: 'public',
      data: { to: teams.map(({ name }) => name).join('、') },
      requestKey,
    },
    { set: { assignee: lead, coHandlers: others, returned: false, dueAt: accepted.resolveBy } },
  );
  if (!updated) throw new AppError('VERSION_CONFLICT', '这件事刚刚有变化，请刷新后再派');
  const sent = {
    teamIds: [...teamIds],
    captainIds: [lead, ...others].map(({ userId }) => userId),
    sent: true,
  };
  await teamOrdersOf(deps.db).updateOne({ _id: order._id }, { $set: sent });
  return presentOrder(deps, actor, updated, { ...order, ...sent });
}

/** A team of the case's own place, with somebody who takes orders. @throws AppError NOT_FOUND, WRONG_STATE */
async function serving(deps: Deps, doc: CaseDoc, id: string): Promise<TeamDoc> {
  const team = await findTeam(deps, id);
  if (!doc.areaPath.includes(team.areaCode)) throw new AppError('NOT_FOUND', '这个团队不在这里服务');
  if (!team.captain) throw new AppError('WRONG_STATE', `${team.name}现在没有接单的人`);
  return team;
}

const captainOf = ({ _id, name, captain }: TeamDoc) => ({
  type: 'person' as const,
  userId: captain?.userId ?? '',
  postId: `team:${_id}`,
  name: captain ? `${captain.name}（${name}）` : name,
  function: 'volunteer' as const,
  avatarUrl: null,
});

const accept = (deps: Deps, actor: Actor, doc: CaseDoc, requestKey: string) =>
  actOnCase(
    deps,
    { actor, ref: doc.number, action: 'accept', body: {}, requestKey: `${requestKey}#accept` },
    (current) => Promise.resolve({ version: current.version }),
  );

/** One order is one place of the team's week, however often it is sent. @throws AppError WRONG_STATE when it is full */
async function takePlace(deps: Deps, orderId: string, team: TeamDoc): Promise<void> {
  const seat = await takeSeat(deps.db, TEAM_SEATS, {
    pool: poolOf(team._id, weekOf(deps.clock())),
    capacity: team.capacity,
    holder: orderId,
    until: null,
    ref: orderId,
    now: new Date(deps.clock()),
  });
  if (!seat)
    throw new AppError('WRONG_STATE', `${team.name}这一周已经接满了`, { next: await another(deps, team) });
  await settleSeat(deps.db, TEAM_SEATS, seat._id, orderId);
}

/** Teams that were asked before and are not any more have their places back. */
async function freeOthers(
  deps: Pick<Deps, 'db'>,
  orderId: string,
  teamIds: readonly string[],
): Promise<void> {
  const seats = await seatsOf(deps.db, TEAM_SEATS).find({ ref: orderId }).toArray();
  for (const seat of seats)
    if (!teamIds.some((id) => seat.pool.startsWith(`${id}/`))) await dropSeat(deps.db, TEAM_SEATS, seat);
}

/** Back at the desk, or over: the places it took in its teams' weeks are anybody's again. */
const UNPLACED: ReadonlySet<CaseDoc['status']> = new Set([
  'submitted',
  'accepted',
  'withdrawn',
  'declined',
  'merged',
]);

/** Gives places back once an order is no longer with a team. */
export async function freePlaces(
  deps: Pick<Deps, 'db'>,
  orderId: string,
  status: CaseDoc['status'],
): Promise<void> {
  if (UNPLACED.has(status)) await freeOthers(deps, orderId, []);
}

/** A team of the same place and profession that has room this week; null when there is none. */
async function another(deps: Deps, team: TeamDoc) {
  const { items } = await listTeams(deps, null, { area: team.areaCode });
  for (const { id, name, professions } of items) {
    if (id === team._id || !professions.some((profession) => team.professions.includes(profession))) continue;
    const other = await findTeam(deps, id);
    if (other.captain && (await takenOf(deps, id)) < other.capacity) return { id, name };
  }
  return null;
}

/** What was done for somebody, for him and the team alone. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED */
export async function recordService(deps: Deps, actor: Actor, ref: string, text: string): Promise<OrderView> {
  const { doc, order } = await findOrder(deps, actor, ref);
  if (!order.captainIds.includes(actor.userId))
    throw new AppError('ACTION_NOT_ALLOWED', '只有接单的团队可以写服务记录');
  const recordSealed = deps.fieldCrypto.encrypt(text);
  await teamOrdersOf(deps.db).updateOne({ _id: order._id }, { $set: { recordSealed } });
  return presentOrder(deps, actor, doc, { ...order, recordSealed });
}
