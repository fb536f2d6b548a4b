import type { CaseDoc, EventDoc } from '../cases';

/** Whom an event concerns, by what he is to the case. */
export type Audience =
  | 'reporter'
  | 'followers'
  /** Who claimed the wish. */
  | 'claimer'
  | 'assignee'
  | 'coHandlers'
  | 'desk'
  /** Whose rating it is about. */
  | 'rater'
  /** Who asked for the decision. */
  | 'appellant'
  /** Who may decide. */
  | 'arbiters';

/** Steps a follower is told of: what changes the outcome, not every hand it passes through. */
const FOLLOWED = ['progress', 'reply', 'verify', 'autoClose', 'decline', 'withdraw', 'merge', 'reopen'];
/** Steps that leave somebody with work to do. */
const FOR_ASSIGNEE = [
  'submit',
  'dispatch',
  'split',
  'reassign',
  'relocate',
  'reopen',
  'supplement',
  'urge',
  'supervise',
  'grant',
  'warned',
  'overdue',
  'unmerge',
];
/** Steps the dispatch desk of the case's level has to know of. */
const FOR_DESK = ['return', 'escalate', 'overdue', 'raised', 'askReview'];

/** What is done about ratings. */
const RATINGS = ['rate', 'answerRating', 'appealRating', 'decideAppeal'];

/**
 * The reporter's rating and its answer are news to those who follow; a follower's are between him and staff, or a
 * popular case would fill every inbox. Whoever did the work hears of dissatisfaction, since he may answer and appeal.
 */
function audienceOfRating({ type, data, to }: Pick<EventDoc, 'type' | 'data' | 'to'>): Audience[] {
  const reporters = data.by === 'reporter';
  if (type === 'appealRating') return ['arbiters'];
  if (type === 'answerRating') return reporters ? ['rater', 'followers'] : ['rater'];
  if (type === 'decideAppeal') return ['rater', 'assignee', 'appellant'];
  const told: Audience[] = reporters && data.changed !== true ? ['reporter', 'followers'] : [];
  return data.satisfied === false || to === 'handling' ? [...told, 'assignee'] : told;
}

/**
 * Who is told of an event. Nobody is told of what he did himself; an internal note stays with those who work on it.
 */
export function audienceOf(event: Pick<EventDoc, 'type' | 'visibility' | 'data' | 'to'>): Audience[] {
  const { type, visibility, data, to } = event;
  if (RATINGS.includes(type)) return audienceOfRating(event);
  const told: Audience[] = type === 'thank' || type === 'handBack' ? ['claimer'] : [];
  const open = visibility === 'public';
  // Who reported or follows it takes part in the topic from then on, and is told by it.
  if (
    open &&
    type !== 'submit' &&
    type !== 'urge' &&
    type !== 'supplement' &&
    type !== 'signOff' &&
    type !== 'raiseTopic'
  )
    told.push('reporter');
  // What was kept from the public and why; a complaint that came to nothing is no news to him.
  if (type === 'held' || (type === 'moderate' && (data.decision !== 'publish' || data.withheld === true)))
    told.push('reporter');
  if (open && FOLLOWED.includes(type)) told.push('followers');
  const sentBack = to === 'handling' && type === 'verify';
  const handedOver = type === 'regrid' && data.to !== null;
  if (FOR_ASSIGNEE.includes(type) || sentBack || handedOver) told.push('assignee');
  if (type === 'dispatch') told.push('coHandlers');
  const asks = (type === 'hold' || type === 'extend') && data.granted === false;
  if (FOR_DESK.includes(type) || asks) told.push('desk');
  return told;
}

/** The areas from the case's level up, nearest first: the first that has dispatchers is its desk. */
export function deskAreas(doc: Pick<CaseDoc, 'areaNames' | 'level'>): string[] {
  const level = doc.level === 'grid' ? 'community' : doc.level;
  const at = doc.areaNames.findIndex((node) => node.level === level);
  return doc.areaNames
    .slice(0, at < 0 ? doc.areaNames.length : at + 1)
    .map(({ code }) => code)
    .reverse();
}
