import { POST_FUNCTION_NAMES } from '@shared/areas/levels';
import { REPLY_RESULT_NAMES } from '@shared/cases/action-bodies';
import { ratingTags } from '@shared/cases/rating-tags';
import { DECLINE_REASON_NAMES } from '@shared/cases/reasons';
import type { AssigneeView, CasePhoto, CaseSummary, CaseView } from '@shared/cases/schemas';
import { CASE_STATUS_NAMES, stepOf } from '@shared/cases/statuses';
import { allowedTransitions, WIRED_ACTIONS, type WiredAction } from '@shared/cases/workflow';
import { modeTold } from '@shared/clocks/modes';
import { type CoordType, presentPlace } from '@shared/geo';
import { photoItem } from '@shared/moderation/reasons';
import { redactPersonalNumbers } from '@shared/text/redact';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { signedFileUrl } from '../uploads';
import type { Assignee, CaseDoc, CaseRow, CaseUpload } from './case.model';
import { type Beside, NOTHING_BESIDE } from './beside';
import { isOfPublic } from './find-case';
import { isPhotoWithheld, readWords, toldTo } from './care';
import { whyNot } from './guards';
import { isOverdue } from './is-overdue';
import { phoneOf } from './phone-rights';
import { plainStatus } from './plain-status';
import { presentCare } from './present-care';
import { partiesOf, type Viewer, viewerOf } from './policy';
import { presentEvent } from './present-event';
import { presentRatings } from './present-rating';
import { roughly } from './roughly';

export interface Viewing {
  deps: Pick<Deps, 'clock' | 'keys'>;
  actor: Actor | null;
  viewer: Viewer;
  coordType: CoordType;
  /** Of no account in lists. */
  beside?: Beside;
}

const knowsPerson = (viewer: Viewer) => viewer === 'reporter' || viewer === 'staff';

function presentPlaceFor(doc: CaseRow, { viewer, coordType }: Viewing) {
  if (!doc.place) return null;
  if (knowsPerson(viewer)) return presentPlace(doc.place, coordType);
  return doc.kind === 'report' ? presentPlace(roughly(doc.place), coordType) : null;
}

export function presentAssignee(assignee: Assignee): AssigneeView {
  if (assignee.type === 'center') return { type: 'center', areaCode: assignee.areaCode, name: assignee.name };
  if (assignee.type === 'department')
    return { type: 'department', department: assignee.department, name: assignee.name };
  return {
    type: 'person',
    worker: {
      postId: assignee.postId,
      name: assignee.name,
      function: assignee.function,
      functionName: POST_FUNCTION_NAMES[assignee.function],
      avatarUrl: assignee.avatarUrl,
    },
  };
}

export function assigneeName(assignee: Assignee): string {
  return assignee.type === 'person'
    ? `${POST_FUNCTION_NAMES[assignee.function]}${assignee.name}`
    : assignee.name;
}

export function presentPhoto(
  doc: Pick<CaseRow, 'care'>,
  upload: CaseUpload,
  { deps, viewer }: Pick<Viewing, 'deps' | 'viewer'>,
): CasePhoto {
  const purpose = knowsPerson(viewer) ? 'known' : 'public';
  const state = doc.care?.[photoItem(upload.id)]?.state;
  return {
    id: upload.id,
    kind: upload.kind,
    url: signedFileUrl(deps, upload.id, 'full', purpose),
    thumbUrl: upload.kind === 'image' ? signedFileUrl(deps, upload.id, 'thumb', purpose) : null,
    review: state === 'pending' || state === 'hidden' ? state : null,
    width: upload.width,
    height: upload.height,
    ...(upload.seconds !== undefined && { seconds: upload.seconds }),
    stage: upload.stage,
  };
}

/** Photos this viewer may see: those of events he may read, for the public without those kept from it. */
function visibleUploads(doc: CaseRow, { viewer }: Viewing): CaseUpload[] {
  return doc.uploads.filter(
    (upload) =>
      (viewer === 'staff' || !upload.internal) &&
      (knowsPerson(viewer) || (isOfPublic(doc, upload) && !isPhotoWithheld(doc, upload.id))),
  );
}

/** What shows that it was done, as this viewer may see it. */
export const presentSummaryPhotos = (doc: CaseRow, viewing: Viewing): CasePhoto[] =>
  visibleUploads(doc, viewing)
    .filter(({ stage }) => stage === 'after')
    .map((upload) => presentPhoto(doc, upload, viewing));

/** The picture of a line in a list: the only one whose addresses are signed there. */
function coverOf(doc: CaseRow, viewing: Viewing): CasePhoto | null {
  const cover = visibleUploads(doc, viewing).find(
    ({ stage, kind }) => stage === 'before' && kind === 'image',
  );
  return cover ? presentPhoto(doc, cover, viewing) : null;
}

/**
 * One line of a list. A list of cases is no list of telephone numbers: those that residents wrote into their words are
 * read by staff one case at a time.
 */
export function presentSummary(doc: CaseRow, viewing: Viewing): CaseSummary {
  const line = presentLine(doc, viewing);
  if (viewing.viewer !== 'staff') return line;
  return {
    ...line,
    plainStatus: redactPersonalNumbers(line.plainStatus),
    text: redactPersonalNumbers(line.text),
    addressText: line.addressText && redactPersonalNumbers(line.addressText),
  };
}

/** Every field is named here; nothing of the document is spread. */
function presentLine(doc: CaseRow, viewing: Viewing): CaseSummary {
  const now = viewing.deps.clock();
  const read = readWords(doc, viewing.viewer);
  const plain = plainStatus(
    toldTo(doc, viewing.viewer),
    assigneeName(doc.assignee),
    now,
    viewing.viewer === 'reporter',
  );
  return {
    id: doc._id.toHexString(),
    number: doc.number,
    kind: doc.kind,
    status: doc.status,
    statusName: CASE_STATUS_NAMES[doc.status],
    step: stepOf(doc.status),
    plainStatus: read(plain),
    text: read(doc.text),
    category: { code: doc.category.code, name: doc.category.name, groupName: doc.category.groupName },
    area: {
      gridCode: doc.gridCode,
      path: doc.areaNames
        .filter((area) => knowsPerson(viewing.viewer) || area.level !== 'microgrid')
        .map(({ code, level, name }) => ({ code, level, name })),
    },
    place: presentPlaceFor(doc, viewing),
    addressText: addressFor(doc, viewing.viewer),
    visibility: doc.visibility,
    flags: {
      urgent: doc.urgent,
      overdue: isOverdue(doc, now),
      supervised: doc.supervised,
      hold: doc.hold,
      reworks: doc.reworks,
    },
    level: doc.level,
    assignee: presentAssignee(doc.assignee),
    deadlines: { respondBy: doc.respondBy.toISOString(), resolveBy: doc.resolveBy.toISOString() },
    cover: coverOf(doc, viewing),
    followers: doc.followers,
    createdAt: doc.createdAt.toISOString(),
    updatedAt: doc.updatedAt.toISOString(),
    version: doc.version,
  };
}

function addressFor(doc: CaseRow, viewer: Viewer): string | null {
  if (doc.addressText === null || knowsPerson(viewer)) return doc.addressText;
  return doc.kind === 'report' ? readWords(doc, viewer)(doc.addressText) : null;
}

function presentReporter(doc: CaseDoc, viewer: Viewer): CaseView['reporter'] {
  if (viewer === 'reporter') return { name: '我', phoneMasked: doc.reporter.phoneMasked, self: true };
  if (viewer !== 'staff') return null;
  if (doc.anonymousToWorker) return { name: '匿名居民', phoneMasked: null, self: false };
  return { name: doc.reporter.name, phoneMasked: doc.reporter.phoneMasked, self: false };
}

function presentRouting({ method, reason, rule, mode }: CaseDoc['routing'], viewer: Viewer) {
  return {
    method,
    reason,
    rule: rule && viewer === 'staff' ? { id: rule.id, name: rule.name, version: rule.version } : null,
    mode: mode?.mode ?? 'normal',
    modeTold: mode ? modeTold(mode) : null,
  } satisfies CaseView['routing'];
}

const isWired = (action: string): action is WiredAction =>
  (WIRED_ACTIONS as readonly string[]).includes(action);

/** Words on the button, where they depend on what was done before. */
const labelOf = (action: WiredAction, label: string, { ratings }: Beside) =>
  action === 'rate' && ratings.mine ? '修改评价' : label;

function presentActions(
  doc: CaseDoc,
  { actor, beside = NOTHING_BESIDE, deps }: Viewing,
): CaseView['actions'] {
  if (!actor) return [];
  const asked = { doc, actor, ...beside, nowMs: deps.clock() };
  return allowedTransitions(doc.status, partiesOf(actor, doc, beside.following)).flatMap(
    ({ action, label, needs }) =>
      isWired(action) && whyNot(action, asked) === null
        ? [{ action, label: labelOf(action, label, beside), needs: [...needs] }]
        : [],
  );
}

/** A case as this viewer may see it. */
export function presentCase(doc: CaseDoc, viewing: Viewing): CaseView {
  const { viewer, beside = NOTHING_BESIDE } = viewing;
  const read = readWords(doc, viewer);
  const photos = visibleUploads(doc, viewing).map((upload) => presentPhoto(doc, upload, viewing));
  const actions = presentActions(doc, viewing);
  const events = doc.events.filter((event) => viewer === 'staff' || event.visibility === 'public');
  return {
    ...presentLine(doc, viewing),
    viewer,
    topic: doc.topic ? { id: doc.topic.id, title: read(doc.topic.title) } : null,
    routing: presentRouting(doc.routing, viewer),
    reporter: presentReporter(doc, viewer),
    phoneOf: phoneOf(viewing.actor, doc),
    onBehalf:
      doc.onBehalf && knowsPerson(viewer)
        ? { by: `${doc.onBehalf.by.title}${doc.onBehalf.by.name}`, at: doc.onBehalf.at.toISOString() }
        : null,
    photos,
    timeline: events
      .map((event) =>
        presentEvent(event, { viewer, anonymous: doc.anonymousToWorker, photos, care: doc.care }),
      )
      .reverse(),
    actions,
    ratingTags: actions.some(({ action }) => action === 'rate') ? ratingTags(doc.category.group) : null,
    coHandlers: (doc.coHandlers ?? []).map(presentAssignee),
    signedOff: (doc.coHandlers ?? []).flatMap(({ name, signedOffAt }) =>
      signedOffAt ? [{ name, at: signedOffAt.toISOString() }] : [],
    ),
    returns: doc.returns ?? 0,
    following: beside.following,
    urges: doc.urges ?? 0,
    extensions: doc.extensions ?? 0,
    holding: doc.holding
      ? {
          since: doc.holding.since.toISOString(),
          until: doc.holding.until.toISOString(),
          text: read(doc.holding.text),
        }
      : null,
    requests:
      viewer === 'staff'
        ? (doc.requests ?? []).map((request) => ({
            ...request,
            until: request.until.toISOString(),
            at: request.at.toISOString(),
          }))
        : [],
    supervision: doc.supervision
      ? {
          text: read(doc.supervision.text),
          deadline: doc.supervision.deadline.toISOString(),
          at: doc.supervision.at.toISOString(),
        }
      : null,
    partOf: doc.partOf ? { id: doc.partOf.id, number: doc.partOf.number } : null,
    parts: beside.parts.map((part) => ({
      id: part._id.toHexString(),
      number: part.number,
      text: read(part.text),
      who: part.assignee.name,
      status: part.status,
      statusName: CASE_STATUS_NAMES[part.status],
      resolveBy: part.resolveBy.toISOString(),
    })),
    mergedInto: doc.mergedInto ? { id: doc.mergedInto.id, number: doc.mergedInto.number } : null,
    declined: doc.declined
      ? {
          reason: doc.declined.reason,
          reasonName: DECLINE_REASON_NAMES[doc.declined.reason],
          text: read(doc.declined.text),
          responsibleBody: doc.declined.responsibleBody && read(doc.declined.responsibleBody),
        }
      : null,
    reply: doc.reply && {
      result: doc.reply.result,
      resultName: REPLY_RESULT_NAMES[doc.reply.result],
      text: read(doc.reply.text),
      at: doc.reply.at.toISOString(),
    },
    ...presentRatings(doc, beside.ratings, { viewer, nowMs: viewing.deps.clock() }),
    receipt: { number: doc.number, eventHash: doc.firstHash },
    requiresAfterPhoto: doc.category.requiresAfterPhoto,
    care: presentCare(doc, viewer),
    closesAt: doc.closesAt?.toISOString() ?? null,
  };
}

/** Presents for whoever asks; null when he may not know of the case. */
export function presentFor(
  deps: Viewing['deps'],
  actor: Actor | null,
  doc: CaseDoc,
  coordType: CoordType,
  beside: Beside,
): CaseView | null {
  const viewer = viewerOf(actor, doc);
  return viewer && presentCase(doc, { deps, actor, viewer, coordType, beside });
}
