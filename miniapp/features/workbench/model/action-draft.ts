import { ACTION_BODIES, REPLY_RESULTS } from '@shared/cases/action-bodies';
import { type DispatchTarget, dispatchTargetSchema } from '@shared/cases/dispatch';
import { type CaseView } from '@shared/cases/schemas';
import { type WiredAction } from '@shared/cases/workflow';

export type ReplyResult = (typeof REPLY_RESULTS)[number];

/** What is done to most cases, in the order in which it is offered. */
export const USUAL_ACTIONS = [
  'accept',
  'takeUp',
  'dispatch',
  'progress',
  'reply',
  'verify',
  'grant',
  'signOff',
  'resume',
  'return',
  'decline',
  'decideAppeal',
  'answerRating',
] as const satisfies WiredAction[];
/** The actions that have a form on the handle page; residents' own (rate, withdraw, follow, …) are not staff's. */
export const STAFF_ACTIONS = [
  ...USUAL_ACTIONS,
  'split',
  'escalate',
  'hold',
  'extend',
  'reassign',
  'recategorise',
  'relocate',
  'merge',
  'unmerge',
  'supervise',
  'lift',
  'appealRating',
] as const satisfies WiredAction[];
export type StaffAction = (typeof STAFF_ACTIONS)[number];

export function isStaffAction(action: WiredAction): action is StaffAction {
  return (STAFF_ACTIONS as readonly WiredAction[]).includes(action);
}

/** What is asked of colleagues stays among them; everything else the public reads with the case. */
export function saidToAll(action: StaffAction, { visibility }: Pick<ActionDraft, 'visibility'>): boolean {
  if (action === 'hold' || action === 'extend' || action === 'appealRating') return false;
  return action !== 'progress' || visibility === 'public';
}

/** Whom a case may be given to, with the name he was chosen by. */
export interface NamedTarget {
  target: DispatchTarget;
  name: string;
}

/** What somebody has filled in for one action and not sent yet. Photos are kept apart: they upload as they are chosen. */
export interface ActionDraft {
  text: string;
  result?: ReplyResult;
  pass?: boolean;
  visibility: 'public' | 'internal';
  /** Chosen in place of the case's category; undefined confirms the one it has. */
  categoryCode?: string;
  /** Why it is declined or sent back: a code of the action's own list. */
  reason?: string;
  responsibleBody?: string;
  to?: NamedTarget;
  coHandlers?: readonly NamedTarget[];
  /** In place of the promise there is; UTC. */
  deadline?: string;
  /** Of a split. */
  parts?: readonly DraftPart[];
  /** Of a hold or a put-off promise; UTC. */
  until?: string;
  /** The pending request that is decided on. */
  request?: string;
  /** The rating that is answered, appealed or decided on; the newest that may be, when there is no choice. */
  rating?: number;
  /** Number of the case to go on with. */
  into?: string;
  /** GCJ-02. */
  place?: { lng: number; lat: number };
}

/** What of a split case goes to whom, as far as it is filled in. */
export interface DraftPart {
  to?: NamedTarget;
  text: string;
}

export const EMPTY_DRAFT: ActionDraft = { text: '', visibility: 'public' };

/** Field path as the API names it → what is wrong with it. */
export type FieldErrors = Readonly<Record<string, string>>;

/** The request body of an action from what was filled in. `version` is the one the person saw. */
export function bodyOf(
  action: StaffAction,
  draft: ActionDraft,
  uploadIds: string[],
  version: number,
): Record<string, unknown> {
  const { text, result, pass, visibility, categoryCode, reason, responsibleBody } = draft;
  const photos = uploadIds.length > 0 ? { uploadIds } : {};
  switch (action) {
    case 'accept':
      return { ...(categoryCode ? { categoryCode } : {}), version };
    case 'takeUp':
      return { version };
    case 'dispatch':
      return { ...handOver(draft), ...(text.trim() ? { text } : {}), version };
    case 'split':
      return {
        parts: draft.parts?.map((part) => ({ to: part.to?.target, text: part.text })),
        text,
        version,
      };
    case 'return':
      return { reason, text, version };
    case 'decline':
      return { reason, text, ...(responsibleBody?.trim() ? { responsibleBody } : {}), version };
    case 'progress':
      return { text, visibility, ...photos, version };
    case 'reply':
      return { text, result, ...photos, version };
    case 'verify':
      return { text, pass, ...photos, version };
    case 'grant':
      return { request: draft.request, approve: pass, ...(text.trim() ? { text } : {}), version };
    case 'signOff':
      return { text, ...photos, version };
    case 'answerRating':
      return { ...about(draft), text, version };
    case 'appealRating':
      return { ...about(draft), reason, text, version };
    case 'decideAppeal':
      return { ...about(draft), uphold: pass, text, version };
    case 'resume':
      return { version };
    case 'escalate':
    case 'unmerge':
      return { text, version };
    case 'hold':
    case 'extend':
      return { until: draft.until, text, version };
    case 'reassign':
      return { to: draft.to?.target, text, version };
    case 'recategorise':
      return { categoryCode, text, version };
    case 'relocate':
      return { place: draft.place, text, version };
    case 'merge':
      return { into: draft.into?.trim().toUpperCase(), ...(text.trim() ? { text } : {}), version };
    case 'supervise':
      return { text, deadline: draft.deadline, version };
    case 'lift':
      return { ...(text.trim() ? { text } : {}), version };
  }
}

const about = ({ rating }: ActionDraft) => (rating === undefined ? {} : { rating });

function handOver({ to, coHandlers = [], deadline }: ActionDraft): Record<string, unknown> {
  const others = coHandlers.map(({ target }) => target);
  return {
    to: to?.target,
    ...(others.length > 0 ? { coHandlers: others } : {}),
    ...(deadline ? { deadline } : {}),
  };
}

/** Work was done, so there is something to show: the results that an after-photo proves. */
export function needsAfterPhoto(subject: Pick<CaseView, 'requiresAfterPhoto'>, draft: ActionDraft): boolean {
  return subject.requiresAfterPhoto && (draft.result === 'solved' || draft.result === 'partly');
}

/** What the API would object to, found before sending by the API's own schemas. `photos`: chosen, sent or not. */
export function checkDraft(
  action: StaffAction,
  draft: ActionDraft,
  subject: Pick<CaseView, 'requiresAfterPhoto' | 'version'>,
  photos: number,
): FieldErrors {
  const checked = ACTION_BODIES[action].safeParse(bodyOf(action, draft, [], subject.version));
  const errors: Record<string, string> = {};
  for (const { path, message } of checked.error?.issues ?? []) errors[String(path[0] ?? '')] ??= message;
  if (action === 'reply' && photos === 0 && needsAfterPhoto(subject, draft)) {
    errors.uploadIds = '这类事项答复时要附处理后的照片';
  }
  return errors;
}

/** True when leaving would lose something. */
export function isTouched(draft: ActionDraft): boolean {
  const { text, result, pass, reason, responsibleBody, into } = draft;
  return (
    [text, responsibleBody, into, ...(draft.parts ?? []).map((part) => part.text)].some((words) =>
      words?.trim(),
    ) || [result, pass, reason].some((it) => it !== undefined)
  );
}

function readTarget(stored: unknown): NamedTarget[] {
  if (typeof stored !== 'object' || stored === null || !('target' in stored) || !('name' in stored))
    return [];
  const target = dispatchTargetSchema.safeParse(stored.target);
  return target.success && typeof stored.name === 'string'
    ? [{ target: target.data, name: stored.name }]
    : [];
}

/** A draft as it comes out of storage: anything unreadable is as if nothing had been kept. */
export function readDraft(stored: unknown): ActionDraft {
  if (typeof stored !== 'object' || stored === null) return EMPTY_DRAFT;
  const { text, result, pass, visibility, categoryCode, reason, responsibleBody, ...chosen } =
    stored as Record<string, unknown>;
  const [to] = readTarget(chosen.to);
  const parts = Array.isArray(chosen.parts) ? chosen.parts.flatMap(readPart) : [];
  const coHandlers = Array.isArray(chosen.coHandlers) ? chosen.coHandlers.flatMap(readTarget) : [];
  return {
    text: typeof text === 'string' ? text : '',
    visibility: visibility === 'internal' ? 'internal' : 'public',
    ...(REPLY_RESULTS.includes(result as ReplyResult) ? { result: result as ReplyResult } : {}),
    ...(typeof pass === 'boolean' ? { pass } : {}),
    ...(typeof categoryCode === 'string' ? { categoryCode } : {}),
    ...(typeof reason === 'string' ? { reason } : {}),
    ...(typeof responsibleBody === 'string' ? { responsibleBody } : {}),
    ...(typeof chosen.into === 'string' ? { into: chosen.into } : {}),
    ...(to ? { to } : {}),
    ...(coHandlers.length > 0 ? { coHandlers } : {}),
    ...(parts.length > 0 ? { parts } : {}),
  };
}

function readPart(stored: unknown): DraftPart[] {
  if (typeof stored !== 'object' || stored === null || !('text' in stored)) return [];
  const [to] = 'to' in stored ? readTarget(stored.to) : [];
  return typeof stored.text === 'string' ? [{ text: stored.text, ...(to ? { to } : {}) }] : [];
}
