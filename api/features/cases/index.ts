import type { Deps } from '@api/deps';
import { casesOf, createEventIndexes } from './case.model';
import { dropFormerIndexes } from './fill-cells';
import { createFollowIndexes } from './follows';
import { createRatingIndexes } from './rating.model';

export { assembleCase, type CaseParts } from './assemble-case';
export { applyRules, type Ruled, unruled } from './apply-rules';
export { lookBeside } from './beside';
export { makeMissingParts } from './split';
export { actOnCase, type PresentCurrent, writeEvent } from './act-on-case';
export { type Care, type CareMark, isReadByPublic, isWithheld, readWords } from './care';
export { withMarks } from './with-marks';
export { presentMark } from './present-care';
export { setMarks } from './set-marks';
export { withoutPastAlerts } from './alerts';
export { closeUnrated } from './auto-close';
export {
  type Assignee,
  CASE_ROW,
  type CaseDoc,
  type CaseRow,
  casesOf,
  type EventDoc,
  eventsOf,
  type LoggedEvent,
  RECENT_EVENTS,
} from './case.model';
export { caseNumber } from './case-number';
export { type Assignment, assignToCenter, assignToWorker, centerLevelOf } from './choose-assignee';
export { describeActor, SYSTEM_ACTOR } from './describe-actor';
export { deskOf } from './dispatch-effects';
export { effectSources } from './effect-sources';
export { handOver } from './hand-over';
export { countOpenCases } from './count-open-cases';
export { decodeCursor, encodeCursor } from './cursor';
export { deadlinesOf } from './deadlines';
export { brokenLink, hashEvent, sealEvent } from './event-hash';
export type { EffectSources } from './effect-types';
export { flushAllEvents, flushEvents } from './event-log';
export { phoneOf } from './phone-rights';
export { playCase, type PlayedAct, type PlayedCase } from './play-case';
export { CHECKERS, mayHandle, partiesOf, staffAreas, viewerOf } from './policy';
export { presentEvent } from './present-event';
export { presentCase, presentFor, presentPhoto, presentSummary, presentSummaryPhotos } from './present-case';
export { fillCells } from './fill-cells';
export { nearShape } from './cover';
export { newestFirst } from './read-newest';
export { regrid } from './regrid';
export { roughly } from './roughly';
export { staffReadings, termFilter } from './search-terms';
export { runAlerts } from './run-alerts';
export { findCase, isPhotoShown } from './find-case';
export { NO_RATINGS } from './look-at-ratings';
export { type RatingDoc, ratingsOf } from './rating.model';
export { followedAmong, followersOf } from './follows';
export { type Standing, standingOf } from './standing';
export { caseRoutes } from './routes';
export { runWishClock } from './wish-clock';
export type { WishDoc } from './wish-effects';
export { submitCase, type Submission } from './submit-case';

export async function createCaseIndexes(deps: Pick<Deps, 'db'>): Promise<void> {
  await casesOf(deps.db).createIndexes();
  await dropFormerIndexes(deps.db);
  await createEventIndexes(deps.db);
  await createFollowIndexes(deps.db);
  await createRatingIndexes(deps.db);
}
