import { AppError } from '@shared/core/errors';
import type { TopicPhase } from '@shared/deliberations/phases';
import type { TopicView } from '@shared/deliberations/schemas';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { livesIn, verifiedResidence } from '../residence';
import { organises } from './find-topic';
import { evaluationsOf, participantsOf, secondsOf, type TopicDoc } from './topic.model';

/** What somebody is to a topic. */
export interface Standing {
  residence: TopicView['me']['residence'];
  /** Lives there by his own word or confirmed, or serves there: may speak. */
  belongs: boolean;
  organiser: boolean;
  joined: boolean;
  seconded: boolean;
  evaluated: boolean;
}

const NOBODY: Standing = {
  residence: 'none',
  belongs: false,
  organiser: false,
  joined: false,
  seconded: false,
  evaluated: false,
};

type Reading = Pick<Deps, 'db' | 'routing'>;

/** Does his own grid, as he chose it, lie in this area? */
export const isHome = ({ routing }: Pick<Deps, 'routing'>, actor: Actor, areaCode: string): boolean =>
  actor.homeGridCode !== null &&
  routing
    .current()
    .pathOf(actor.homeGridCode)
    .some(({ code }) => code === areaCode);

/** Lives in the scope by his own word or confirmed, or leads there: may speak and come to meetings. */
export const isHere = async (deps: Reading, actor: Actor, topic: TopicDoc): Promise<boolean> =>
  organises(actor, topic) ||
  isHome(deps, actor, topic.areaCode) ||
  livesIn(await verifiedResidence(deps, actor.userId), topic.areaCode);

export async function standingIn(deps: Reading, actor: Actor | null, topic: TopicDoc): Promise<Standing> {
  if (!actor) return NOBODY;
  const _id = `${topic._id.toHexString()}:${actor.userId}`;
  const [residence, joined, seconded, evaluated] = await Promise.all([
    verifiedResidence(deps, actor.userId),
    participantsOf(deps.db).countDocuments({ _id }, { limit: 1 }),
    secondsOf(deps.db).countDocuments({ _id }, { limit: 1 }),
    evaluationsOf(deps.db).countDocuments({ _id }, { limit: 1 }),
  ]);
  const here = livesIn(residence, topic.areaCode);
  const organiser = organises(actor, topic);
  return {
    residence: residence ? (here ? 'here' : 'elsewhere') : 'none',
    belongs: here || organiser || isHome(deps, actor, topic.areaCode),
    organiser,
    joined: joined > 0,
    seconded: seconded > 0,
    evaluated: evaluated > 0,
  };
}

const SPEAKING: readonly TopicPhase[] = ['raise', 'set', 'discuss', 'decide', 'execute', 'evaluate'];
const isOpen = (topic: TopicDoc) => topic.outcome === null && topic.care === null;

/** What somebody may do now; each is judged again when he does it. */
export function mayDo(
  topic: TopicDoc,
  standing: Standing,
  actor: Actor | null,
): Omit<TopicView['me'], 'organiser' | 'joined' | 'seconded' | 'residence' | 'initiator'> {
  const open = isOpen(topic);
  return {
    maySecond:
      open &&
      topic.phase === 'raise' &&
      standing.residence === 'here' &&
      !standing.seconded &&
      topic.initiator.userId !== actor?.userId,
    maySpeak: open && standing.belongs && SPEAKING.includes(topic.phase),
    mayEvaluate: open && topic.phase === 'evaluate' && standing.joined && !standing.organiser,
  };
}

/** @throws AppError WRONG_STATE when the topic is over, held, or in another phase than one of these */
export function checkPhase(topic: TopicDoc, phases: readonly TopicPhase[], words: string): void {
  if (topic.care !== null) throw new AppError('WRONG_STATE', '议题正在审核，还没有公开');
  if (topic.outcome !== null) throw new AppError('WRONG_STATE', '议题已经结束');
  if (!phases.includes(topic.phase)) throw new AppError('WRONG_STATE', words);
}

/** @throws AppError ACTION_NOT_ALLOWED for who neither lives nor serves there */
export async function checkBelongs(deps: Reading, actor: Actor, topic: TopicDoc): Promise<Standing> {
  const standing = await standingIn(deps, actor, topic);
  if (!standing.belongs)
    throw new AppError('ACTION_NOT_ALLOWED', '这个议题由住在当地的居民参加；住在这里的话，请先选好您的网格');
  return standing;
}
