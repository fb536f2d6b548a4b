import mongoose from 'mongoose';
import type { Role } from '@shared/auth/roles';
import type { SubmitCase } from '@shared/cases/schemas';
import { AppError, invalidField } from '@shared/core/errors';
import { isInsideChina, type LngLat, OUTSIDE_CHINA_MESSAGE, placeToWgs84 } from '@shared/geo';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { holdsIn } from '@api/http/actor';
import { isDuplicateKey } from '@api/http/idempotency';
import { insertTogether } from '@api/store/together';
import { residentByPhone } from '../auth';
import { routeGrid, type Routed } from '../areas';
import { type CatalogueEntry, liveCatalogue, type LiveCatalogue } from '../categories';
import { claimUploads, releaseUploads } from '../uploads';
import { decideRouting } from './decide-routing';
import { assembleCase, type CaseParts } from './assemble-case';
import { checkOrder, marksOf } from './care';
import { describeActor } from './describe-actor';
import { type CaseDoc, casesOf } from './case.model';
import { nextCaseNumber } from './case-number';
import { countOpenCases } from './count-open-cases';
import { flushSoon } from './event-log';
import { routeTo } from './route-place';
import { withMarks } from './with-marks';

/** 代办、跑腿、上门服务 */
const OF_THE_GRID = 'MS-0314';

export interface Submission {
  actor: Actor;
  input: SubmitCase;
  /** Given by the idempotency key: the same submission always gets the same id. */
  caseId: string;
  requestKey: string;
  /** The grid somebody turned to, when he names no place. */
  gridCode?: string;
  /** Whose it is when staff file what others have decided; by itself the actor's, or who is named in the input. */
  reporter?: CaseParts['reporter'];
}

/**
 * Files a case: category, grid, worker and promises are settled and written with the first event in one document.
 * @throws AppError UNKNOWN_CATEGORY, OUTSIDE_SERVICE_AREA, UPLOAD_NOT_USABLE, VALIDATION_FAILED; nothing is changed then
 */
export async function submitCase(
  deps: Deps,
  { actor, input, caseId, requestKey, gridCode, reporter: given }: Submission,
): Promise<CaseDoc> {
  const _id = new mongoose.Types.ObjectId(caseId);
  const cases = casesOf(deps.db);
  const draftKey = input.draftId === undefined ? undefined : `${actor.userId}:${input.draftId}`;
  const before = await ofDraft(deps, draftKey);
  if (before) return before;
  const catalogue = await liveCatalogue(deps);
  const category = chooseCategory(catalogue, {
    ...input,
    categoryCode: input.categoryCode ?? byKind(catalogue, input),
  });
  const place = placeOf(input);
  if (input.onBehalfOf && !place) throw invalidField('place', '代报要在地图上选择地点');
  // Who files for somebody else may well be the one who handles it.
  const self = input.onBehalfOf ? '' : (given?.id ?? actor.userId);
  const routed = await (place
    ? routeTo(deps, place, self)
    : gridCode
      ? routeNamed(deps, gridCode, self)
      : routeHome(deps, actor));
  const asked = input.visibility ?? (category.publicByDefault ? 'public' : 'private');
  const visibility = input.kind === 'wish' ? 'private' : asked;
  const { assignee, level, reason, ruled } = await decideRouting(deps, {
    category,
    catalogue,
    routed,
    text: input.text,
    atMs: deps.clock(),
  });
  const ids = input.uploadIds ?? [];
  const reporter = given ?? (await reporterOf(deps, actor, input, routed.path, caseId));
  const uploads = await claimUploads(deps, { ownerId: actor.userId, ids, caseId, visibility, voice: true });
  try {
    const doc = underCare(
      deps,
      assembleCase({
        _id,
        number: await nextCaseNumber(deps.db, deps.clock()),
        nowMs: deps.clock(),
        calendar: deps.calendar,
        input,
        reporter,
        ...((input.onBehalfOf || given) && { onBehalf: describeActor(actor, new Set()) }),
        category,
        catalogue,
        place,
        routed: { ...routed, reason },
        assignee,
        level,
        visibility,
        uploads,
        ruled,
        requestKey,
        draftKey,
      }),
    );
    await insertTogether(deps.db, 'cases', doc);
    flushSoon(deps, caseId);
    return doc;
  } catch (error) {
    // The same submission came through before (a crash after the write, before its answer was kept): that one counts.
    const first = isDuplicateKey(error) ? await cases.findById(_id).lean<CaseDoc>() : null;
    if (first) return first;
    await releaseUploads(deps, caseId, ids);
    // Two tabs sent one draft at the same moment, under different keys.
    const other = isDuplicateKey(error) ? await ofDraft(deps, draftKey) : null;
    if (other) return other;
    throw error;
  }
}

/** The case a draft has become, sent before under a key that is forgotten by now or from another tab. */
async function ofDraft({ db }: Deps, draftKey: string | undefined): Promise<CaseDoc | null> {
  return draftKey === undefined ? null : casesOf(db).findOne({ draftKey }).lean<CaseDoc>();
}

/** A new case with what of it the public may not see yet. */
function underCare(deps: Deps, doc: CaseDoc): CaseDoc {
  const events = doc.events.map((event) => ({ ...event, ...checkOrder(deps, doc.visibility, event) }));
  const [submitted] = events;
  if (!submitted) return doc;
  const marks = marksOf(deps, doc.visibility, submitted, doc.uploads, { address: doc.addressText });
  return { ...doc, events, ...(Object.keys(marks).length > 0 && withMarks(doc, marks)) };
}

/** Who may file for a resident: staff of the place. */
const PROXIES: Role[] = ['grid_worker', 'dispatcher'];

/**
 * Whose case it is. For somebody else: the holder of the number, known or from now on known by it; without a number a
 * person of this case only, who signs in nowhere.
 * @throws AppError ACTION_NOT_ALLOWED for who is not staff of the place
 */
async function reporterOf(
  deps: Deps,
  actor: Actor,
  { onBehalfOf }: SubmitCase,
  path: Routed['path'],
  caseId: string,
): Promise<CaseParts['reporter']> {
  if (!onBehalfOf) return { id: actor.userId, name: actor.nickname, phoneMasked: actor.phoneMasked };
  const codes = path.map(({ code }) => code);
  if (!PROXIES.some((role) => holdsIn(actor, role, codes)))
    throw new AppError('ACTION_NOT_ALLOWED', '只有这个地点的网格员和调度员可以代报');
  const { name, phone } = onBehalfOf;
  if (phone === undefined) return { id: `proxy:${caseId}`, name, phoneMasked: null };
  const { id, phoneMasked } = await residentByPhone(deps, phone, name);
  if (id === actor.userId) throw invalidField('onBehalfOf.phone', '这是您自己的手机号，请直接报事');
  return { id, name, phoneMasked };
}

/** A wish is brought to its grid, whatever words it has. */
const byKind = ({ byCode }: LiveCatalogue, { kind }: SubmitCase) =>
  kind === 'wish' && byCode.has(OF_THE_GRID) ? OF_THE_GRID : undefined;

/** The category chosen, else what the words make likely. @throws AppError UNKNOWN_CATEGORY */
export function chooseCategory(
  catalogue: LiveCatalogue,
  input: Pick<SubmitCase, 'text' | 'categoryCode'>,
): CatalogueEntry {
  const code = input.categoryCode ?? catalogue.suggester.suggest(input.text)[0]?.code ?? catalogue.otherCode;
  const entry = catalogue.byCode.get(code);
  if (!entry) throw new AppError('UNKNOWN_CATEGORY', '没有这个类别，请重新选择');
  return entry;
}

function placeOf(input: Pick<SubmitCase, 'place'>): LngLat | null {
  if (!input.place) return null;
  if (!isInsideChina(input.place)) throw new AppError('OUTSIDE_SERVICE_AREA', OUTSIDE_CHINA_MESSAGE);
  return placeToWgs84(input.place);
}

/** @throws AppError NOT_FOUND when there is no such grid */
async function routeNamed(deps: Deps, gridCode: string, reporterId: string): Promise<Routed> {
  const routed = await routeGrid(deps, gridCode, (ids) => countOpenCases(deps.db, ids), reporterId);
  if (!routed) throw new AppError('NOT_FOUND', '没有这个网格');
  return { ...routed, workerReason: `找的是${routed.grid?.name ?? '这个网格'}：${routed.workerReason}` };
}

/** Without a place, the person's own grid: better than nowhere, and it says so. */
async function routeHome(deps: Deps, { userId, homeGridCode }: Actor): Promise<Routed> {
  const routed = homeGridCode
    ? await routeGrid(deps, homeGridCode, (ids) => countOpenCases(deps.db, ids), userId)
    : null;
  if (!routed) throw invalidField('place', '请在地图上选择地点');
  return { ...routed, workerReason: `没有选择地点，按您的网格办理：${routed.workerReason}` };
}
