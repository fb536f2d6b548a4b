import type { mongo } from 'mongoose';
import type { CaseLevel } from '@shared/categories/schemas';
import type { SubmitCase } from '@shared/cases/schemas';
import type { CaseKind } from '@shared/cases/statuses';
import type { LngLat } from '@shared/geo';
import type { WorkCalendar } from '@shared/time/working-hours';
import type { Routed } from '../areas';
import type { CatalogueEntry, LiveCatalogue } from '../categories';
import { nextAlert } from './alerts';
import type { Assignee, CaseDoc, CaseUpload, EventDoc } from './case.model';
import { cellsOf } from './cover';
import { deadlinesOf } from './deadlines';
import { type Ruled, unruled } from './apply-rules';
import { sealEvent } from './event-hash';
import { termsOf } from './search-terms';

export interface CaseParts {
  _id: mongo.ObjectId;
  number: string;
  nowMs: number;
  calendar: WorkCalendar;
  input: SubmitCase;
  reporter: { id: string; name: string; phoneMasked: string | null };
  category: CatalogueEntry;
  catalogue: Pick<LiveCatalogue, 'version' | 'groupName'>;
  place: LngLat | null;
  routed: Pick<Routed, 'path' | 'grid' | 'method'> & { reason: string };
  assignee: Assignee;
  level: CaseLevel;
  visibility: 'public' | 'private';
  uploads: Pick<CaseUpload, 'id' | 'kind' | 'width' | 'height' | 'seconds'>[];
  requestKey: string | null;
  draftKey?: string;
  /** What rules and mode made of it; boundary and category alone when left out. */
  ruled?: Ruled;
  /** Staff who files it for the reporter. */
  onBehalf?: EventDoc['actor'];
}

/** Where a case lies, as it is kept. */
export function locationOf(routed: Pick<Routed, 'path' | 'grid'>, kind: CaseKind, place: LngLat | null) {
  return {
    gridCode: routed.grid?.code ?? null,
    areaPath: routed.path.map((node) => node.code),
    areaNames: routed.path.map(({ code, level, name }) => ({ code, level, name })),
    place,
    cells: cellsOf(kind, place),
  } satisfies Partial<CaseDoc>;
}

/** Read by nobody but its grid until somebody there has accepted it. */
function newWish({ wish, visibility }: SubmitCase): NonNullable<CaseDoc['wish']> {
  return {
    type: wish?.type ?? 'help',
    forWhom: wish?.forWhom ?? 'self',
    askPublic: visibility !== 'private',
    claim: null,
    fulfilled: null,
    thanks: null,
    state: 'asked',
    dueAt: null,
  };
}

/** A new case with its first event, as one document. Pure: the demo city is made of the same cloth. */
export function assembleCase(parts: CaseParts): CaseDoc {
  const { input, category, catalogue, routed, place } = parts;
  const now = new Date(parts.nowMs);
  const caseId = parts._id.toHexString();
  const ruled = parts.ruled ?? unruled(category);
  const { respondBy, resolveBy } = deadlinesOf(parts.nowMs, ruled.promises, parts.calendar);
  // A rule may hand it to a department at once: the rule has accepted it then.
  const given = parts.assignee.type === 'department';
  const status = given ? 'dispatched' : 'submitted';
  const event = sealEvent({
    _id: `${caseId}:1`,
    caseId,
    seq: 1,
    type: 'submit',
    at: now,
    actor: parts.onBehalf ?? {
      kind: 'resident',
      userId: parts.reporter.id,
      name: parts.reporter.name,
      title: '居民',
    },
    from: null,
    to: status,
    text: input.text,
    uploadIds: parts.uploads.map((upload) => upload.id),
    visibility: 'public',
    data: {
      number: parts.number,
      category: category.code,
      level: parts.level,
      onBehalf: parts.onBehalf !== undefined,
      ...(ruled.rule && { rule: ruled.rule.name, ruleVersion: ruled.rule.version }),
      ...(ruled.mode && { mode: ruled.mode.mode }),
      ...(given && { to: parts.assignee.name }),
    },
    requestKey: parts.requestKey,
    prevHash: null,
  });
  const doc: CaseDoc = {
    _id: parts._id,
    number: parts.number,
    kind: input.kind,
    status,
    open: true,
    level: parts.level,
    text: input.text,
    category: {
      code: category.code,
      name: category.name,
      group: category.group,
      groupName: catalogue.groupName(category.group),
      catalogueVersion: catalogue.version,
      department: ruled.department,
      requiresAfterPhoto: category.requiresAfterPhoto,
      ...ruled.promises,
    },
    ...locationOf(routed, input.kind, place),
    addressText: input.addressText ? input.addressText : null,
    visibility: parts.visibility,
    ...(input.kind === 'wish' && { wish: newWish(input) }),
    anonymousToWorker: input.anonymousToWorker ?? false,
    answers: input.answers ?? {},
    reporterId: parts.reporter.id,
    reporter: { name: parts.reporter.name, phoneMasked: parts.reporter.phoneMasked },
    ...(parts.onBehalf && { onBehalf: { by: parts.onBehalf, at: now } }),
    assignee: parts.assignee,
    handledBy: [],
    routing: {
      method: routed.method,
      reason: routed.reason,
      ...(ruled.rule && { rule: ruled.rule }),
      ...(ruled.mode && { mode: ruled.mode }),
    },
    respondBy,
    resolveBy,
    dueAt: given ? resolveBy : respondBy,
    respondedAt: given ? now : null,
    urgent: ruled.urgent,
    supervised: false,
    hold: false,
    reworks: 0,
    uploads: parts.uploads.map((upload) => ({
      ...upload,
      stage: 'before',
      seq: 1,
    })),
    followers: 0,
    reply: null,
    rating: null,
    closesAt: null,
    events: [event],
    seq: 1,
    firstHash: event.hash,
    lastHash: event.hash,
    loggedSeq: 0,
    unlogged: true,
    ...(parts.draftKey !== undefined && { draftKey: parts.draftKey }),
    clientCreatedAt: input.clientCreatedAt ? new Date(input.clientCreatedAt) : null,
    createdAt: now,
    updatedAt: now,
    version: 1,
  };
  return { ...doc, terms: termsOf(doc), alert: nextAlert(doc, parts.calendar) };
}
