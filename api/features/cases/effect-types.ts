import type { ActionBody } from '@shared/cases/action-bodies';
import type { CaseLevel } from '@shared/categories/schemas';
import type { CaseStatus } from '@shared/cases/statuses';
import type { EventAction, Party } from '@shared/cases/workflow';
import type { LngLat } from '@shared/geo';
import type { WorkCalendar } from '@shared/time/working-hours';
import type { Actor } from '@api/http/actor';
import type { PostDoc } from '../areas';
import type { CatalogueEntry, LiveCatalogue } from '../categories';
import type { Ruled } from './apply-rules';
import type { Assignee, CaseDoc, EventDoc } from './case.model';
import type { RatingsBeside } from './look-at-ratings';

/** What an action changes, beside adding its event. */
export interface Effect {
  to: CaseStatus;
  set: Partial<CaseDoc>;
  text?: string | null;
  visibility?: 'public' | 'internal';
  data?: EventDoc['data'];
  uploads?: { ids: string[]; stage: CaseDoc['uploads'][number]['stage']; visibility?: 'public' | 'private' };
  /** Somebody who from now on may not check the case. */
  handledBy?: string;
}

/** What effects look up beyond the case itself: the database, or for the demo city what is about to be written. */
export interface EffectSources {
  calendar: WorkCalendar;
  findPost(userId: string, gridCode: string): Promise<PostDoc | null> | PostDoc | null;
  /** All posts a person holds. */
  findPosts(userId: string): Promise<PostDoc[]> | PostDoc[];
  /** The dispatch desk of that level above the case's place, or of the nearest level above that has one. */
  center(doc: Pick<CaseDoc, 'areaNames'>, level: CaseLevel): Promise<Center | null> | Center | null;
  catalogue(): Promise<CatalogueSource> | CatalogueSource;
  /** What the rules make of a case under another category, in the mode it was filed in. */
  ruled(doc: CaseDoc, category: CatalogueEntry): Ruled;
  /** The area, worker or desk of another place for this case. @throws AppError OUTSIDE_SERVICE_AREA */
  reroute(doc: CaseDoc, place: LngLat): Promise<Rerouted>;
  /** Another case, by id or number, if there is one. */
  findCase(ref: string): Promise<CaseDoc | null>;
  /** The case's ratings, as this person needs them. */
  ratings(doc: CaseDoc, userId: string): Promise<RatingsBeside> | RatingsBeside;
  /** The next number of a receipt. */
  nextNumber(nowMs: number): Promise<string>;
  /** How many wishes somebody has promised to fulfil. */
  openClaims(userId: string): Promise<number> | number;
  /** Makes somebody a follower; harmless when he is one. */
  addFollower(doc: CaseDoc, userId: string): Promise<void>;
}
export type Rerouted = Pick<
  CaseDoc,
  'gridCode' | 'areaPath' | 'areaNames' | 'place' | 'cells' | 'assignee' | 'level' | 'routing'
> & { ruled: Ruled };
export type CatalogueSource = Pick<LiveCatalogue, 'version' | 'byCode' | 'groupName' | 'departments'>;
export type Center = Pick<Extract<Assignee, { type: 'center' }>, 'areaCode' | 'name'>;

export interface EffectInput<A extends EventAction> {
  sources: EffectSources;
  doc: CaseDoc;
  actor: Actor;
  parties: ReadonlySet<Party>;
  body: ActionBody<A>;
  nowMs: number;
}
