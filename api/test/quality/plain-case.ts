import type { CaseStatus } from '@shared/cases/statuses';
import type { Party, WiredAction } from '@shared/cases/workflow';
import { addWorkingHours, type WorkCalendar, workingMsBetween } from '@shared/time/working-hours';
import { expectedOf } from './action-table';

/**
 * The life of a case told a second time, from DOMAIN.md alone: no database, no effects, no events of the product.
 * What the API does to a case is compared with what this says, step by step.
 */

const LEVELS = ['grid', 'community', 'street', 'district'] as const;
export type Level = (typeof LEVELS)[number];
/** The people of the story: what they are to a case follows from who they are. */
export const TEAM = ['worker', 'parttimer', 'leader'] as const;
export const DESKS = ['community', 'street', 'district'] as const;
export const HANDLERS = ['urban', 'police'] as const;
export type Who =
  | 'reporter'
  | 'neighbour'
  | 'second'
  | 'third'
  | (typeof TEAM)[number]
  | (typeof DESKS)[number]
  | (typeof HANDLERS)[number]
  | 'supervisor';
const isOneOf = <T extends string>(list: readonly T[], who: string): who is T =>
  (list as readonly string[]).includes(who);

/** Working hours of the demo catalogue: to respond, to resolve. */
export const HOURS: Record<string, readonly [number, number]> = {
  'GY-0102': [2, 15],
  'GY-0105': [4, 22.5],
  'SR-0201': [1, 8],
};
const DAY = 86_400_000;
const HOUR = 3_600_000;

/** What is asked for, in the words of the request's body. */
export interface Asked {
  to?: { personId?: Who } | { department?: (typeof HANDLERS)[number] };
  coHandlers?: (typeof HANDLERS)[number][];
  until?: number;
  approve?: boolean;
  pass?: boolean;
  sendBack?: boolean;
  categoryCode?: string;
  /** 0 or 1: the grid of the place. */
  grid?: 0 | 1;
}

/** One person's rating of one round. */
interface PlainRating {
  who: Who;
  round: number;
  at: number;
  last: number;
  answered: boolean;
  appeal: 'none' | 'pending' | 'upheld' | 'rejected';
}

export class PlainCase {
  status: CaseStatus = 'submitted';
  level: Level = 'grid';
  /** A person, a department by its handler, or a desk. */
  holder: Who = 'worker';
  helpers: { who: (typeof HANDLERS)[number]; signed: boolean }[] = [];
  hold: { since: number; until: number } | null = null;
  requests: { kind: 'hold' | 'extend'; until: number }[] = [];
  category = 'GY-0102';
  grid: 0 | 1 = 0;
  extensions = 0;
  returns = 0;
  reworks = 0;
  urges = 0;
  supervised = false;
  followers = new Set<Who>();
  round = 1;
  /** First given, first. */
  ratings: PlainRating[] = [];
  respondBy: number;
  resolveBy: number;
  clockFrom: number;
  closedAt = 0;
  closesAt: number | null = null;
  /** Types of its events in order. */
  log: string[] = ['submit'];
  private handled = new Set<Who>();
  private urgedOn = new Map<Who, string>();
  private asks = new Set<Who>();
  private done = { warned: 0, overdue: 0, raised: 0 };

  constructor(
    private readonly calendar: WorkCalendar,
    readonly createdAt: number,
  ) {
    this.respondBy = this.after(createdAt, 0);
    this.resolveBy = this.after(createdAt, 1);
    this.clockFrom = createdAt;
  }

  private after(start: number, which: 0 | 1): number {
    return addWorkingHours(start, HOURS[this.category]?.[which] ?? 0, this.calendar);
  }
  get dueAt(): number {
    if (this.hold) return this.hold.until;
    return this.status === 'submitted' ? this.respondBy : this.resolveBy;
  }
  get open(): boolean {
    return ['submitted', 'accepted', 'dispatched', 'handling', 'replied'].includes(this.status);
  }

  parties(who: Who): Party[] {
    if (who === 'reporter') return ['resident', 'reporter'];
    const is: Party[] = ['resident'];
    const team = isOneOf(TEAM, who) && this.grid === 0;
    const desk = isOneOf(DESKS, who);
    if (this.followers.has(who)) is.push('follower');
    if (team && this.level === 'grid') is.push('grid_worker');
    if (desk && LEVELS.indexOf(who) >= LEVELS.indexOf(this.level)) is.push('dispatcher');
    if (this.holder === who) is.push('assignee');
    if (this.helpers.some((helper) => helper.who === who)) is.push('co_handler');
    if (who === 'supervisor') is.push('supervisor', 'arbiter');
    if (this.handled.has(who)) is.push('past_handler');
    if ((team || desk || who === 'supervisor') && !this.handled.has(who)) is.push('checker');
    return is;
  }

  private desk(level: Level): Who {
    return level === 'grid' ? 'community' : level;
  }
  private above(): Level {
    return LEVELS[Math.min(LEVELS.indexOf(this.level) + 1, 3)] ?? 'district';
  }
  private pending(kind: 'hold' | 'extend'): boolean {
    return this.requests.some((request) => request.kind === kind);
  }
  private drop(kind: 'hold' | 'extend'): void {
    this.requests = this.requests.filter((request) => request.kind !== kind);
  }
  private endHold(now: number): void {
    if (!this.hold) return;
    const left = workingMsBetween(this.hold.since, this.resolveBy, this.calendar);
    if (this.resolveBy > this.hold.since) this.resolveBy = addWorkingHours(now, left / HOUR, this.calendar);
    this.hold = null;
  }

  /** His rating of this round. */
  private mine(who: Who): PlainRating | undefined {
    return this.ratings.find((rating) => rating.who === who && rating.round === this.round);
  }
  private newest(fits: (rating: PlainRating) => boolean): PlainRating | undefined {
    return this.ratings.findLast(fits);
  }
  private appealable = (now: number) => (rating: PlainRating) =>
    rating.appeal === 'none' && now <= rating.last + 7 * DAY;
  private mayNotRate(who: Who, now: number): boolean {
    const works = this.handled.has(who) || this.holder === who || this.helpers.some((one) => one.who === who);
    if (works && who !== 'reporter') return true;
    const mine = this.mine(who);
    if (mine) return mine.appeal === 'upheld' || now > mine.at + DAY;
    return this.status === 'closed' && (who === 'reporter' || now > this.closedAt + 30 * DAY);
  }
  private rate(who: Who, now: number): void {
    const mine = this.mine(who);
    if (mine) mine.last = now;
    else this.ratings.push({ who, round: this.round, at: now, last: now, answered: false, appeal: 'none' });
  }
  /** Ratings of this round that count. */
  get counted(): number {
    return this.ratings.filter(({ round, appeal }) => round === this.round && appeal !== 'upheld').length;
  }

  /** What stands against it though party and state allow it. */
  private objection(action: WiredAction, who: Who, now: number, day: string): boolean {
    switch (action) {
      case 'escalate':
        return this.level === 'district';
      case 'hold':
        return this.hold !== null || this.pending('hold');
      case 'resume':
        return this.hold === null;
      case 'extend':
        return this.extensions >= 2 || this.pending('extend');
      case 'grant':
        return this.requests.length === 0;
      case 'reopen':
        return now > this.closedAt + 30 * DAY || this.asks.has(who);
      case 'signOff':
        return this.helpers.every((helper) => helper.who !== who || helper.signed);
      case 'follow':
        return who === 'reporter' || this.followers.has(who);
      case 'urge':
        return this.urgedOn.get(who) === day;
      case 'lift':
        return !this.supervised;
      case 'rate':
        return this.mayNotRate(who, now);
      case 'answerRating':
        return this.ratings.every(({ answered }) => answered);
      case 'appealRating':
        return !this.ratings.some(this.appealable(now));
      case 'decideAppeal':
        return this.ratings.every(({ appeal }) => appeal !== 'pending');
      default:
        return false;
    }
  }

  /** Whether the body asks for something that cannot be. */
  private misfit(action: WiredAction, who: Who, asked: Asked, now: number): boolean {
    const dispatcher = this.parties(who).includes('dispatcher');
    const until = asked.until ?? 0;
    switch (action) {
      case 'dispatch':
      case 'reassign': {
        const to = asked.to ?? {};
        const person = 'personId' in to ? to.personId : undefined;
        if (!dispatcher && (person !== 'parttimer' || this.grid !== 0)) return true;
        if (action === 'dispatch') return false;
        return this.holder === (person ?? ('department' in to ? to.department : undefined));
      }
      case 'hold':
        return until <= now;
      case 'extend':
        return until <= Math.max(now, this.resolveBy) || until > now + 366 * DAY;
      case 'grant': {
        const [request] = this.requests;
        if (!asked.approve || !request) return false;
        return request.until <= now || (request.kind === 'hold' && this.status !== 'handling');
      }
      case 'verify':
        return asked.pass === true && this.helpers.some((helper) => !helper.signed);
      case 'rate':
        return asked.sendBack === true && who !== 'reporter';
      case 'recategorise':
        return asked.categoryCode === this.category;
      default:
        return false;
    }
  }

  /** The status code of the answer; what a 200 changes is changed. */
  act(action: WiredAction, who: Who, asked: Asked, now: number, day: string): number {
    const may = expectedOf(action, this.status, this.parties(who));
    if (may !== 200) return may;
    if (this.objection(action, who, now, day)) return 409;
    if (this.misfit(action, who, asked, now)) return 400;
    const wasHeld = this.hold !== null;
    this.carryOut(action, who, asked, now, day);
    if (wasHeld && this.status !== 'handling') this.endHold(now);
    if (action !== 'follow' && action !== 'unfollow') this.log.push(action);
    return 200;
  }

  private carryOut(action: WiredAction, who: Who, asked: Asked, now: number, day: string): void {
    const parties = this.parties(who);
    const give = (to: Asked['to']): Who =>
      to && 'personId' in to && to.personId ? to.personId : ((to as { department: Who }).department ?? who);
    switch (action) {
      case 'accept':
        if (parties.includes('grid_worker')) this.holder = who;
        this.status = 'accepted';
        break;
      case 'decline':
        this.status = 'declined';
        break;
      case 'withdraw':
        this.status = 'withdrawn';
        break;
      case 'dispatch':
        this.status = 'dispatched';
        this.holder = give(asked.to);
        this.helpers = (asked.coHandlers ?? []).map((helper) => ({ who: helper, signed: false }));
        break;
      case 'reassign':
        this.holder = give(asked.to);
        break;
      case 'takeUp':
        this.status = 'handling';
        if (this.level === 'grid' && this.grid === 0 && isOneOf(TEAM, who)) this.holder = who;
        this.handled.add(who);
        break;
      case 'return':
        if (isOneOf(HANDLERS, this.holder)) {
          this.returns += 1;
          if (this.returns % 3 === 0) {
            this.level = this.above();
            this.supervised = true;
          }
        }
        this.status = 'accepted';
        this.holder = this.desk(this.level);
        this.helpers = [];
        break;
      case 'escalate':
        this.level = this.above();
        this.holder = this.desk(this.level);
        this.helpers = [];
        this.requests = [];
        this.status = 'submitted';
        this.respondBy = this.after(now, 0);
        this.clockFrom = now;
        break;
      case 'progress':
        this.handled.add(who);
        break;
      case 'signOff':
        this.helpers = this.helpers.map((helper) =>
          helper.who === who ? { ...helper, signed: true } : helper,
        );
        this.handled.add(who);
        break;
      case 'hold':
        if (parties.includes('dispatcher')) {
          this.hold = { since: now, until: asked.until ?? 0 };
          this.drop('hold');
        } else this.requests.push({ kind: 'hold', until: asked.until ?? 0 });
        break;
      case 'extend':
        if (parties.includes('dispatcher')) this.putOff(asked.until ?? 0);
        else this.requests.push({ kind: 'extend', until: asked.until ?? 0 });
        break;
      case 'grant': {
        const request = this.requests[0];
        if (!request) break;
        if (!asked.approve) this.drop(request.kind);
        else if (request.kind === 'extend') this.putOff(request.until);
        else {
          this.hold = { since: now, until: request.until };
          this.drop('hold');
        }
        break;
      }
      case 'resume':
        this.endHold(now);
        break;
      case 'reply':
        this.status = 'replied';
        this.handled.add(who);
        break;
      case 'verify':
        this.status = asked.pass ? 'verified' : 'handling';
        this.closesAt = asked.pass ? now + 7 * DAY : null;
        break;
      case 'rate':
        this.rate(who, now);
        if (who !== 'reporter') break;
        if (asked.sendBack) {
          this.round += 1;
          this.status = 'handling';
          this.reworks += 1;
          this.supervised ||= this.reworks >= 3;
          this.restart(now);
        } else {
          if (this.status !== 'closed') this.closedAt = now;
          this.status = 'closed';
        }
        this.closesAt = null;
        break;
      case 'reopen':
        this.asks.add(who);
        if (who !== 'reporter' && this.asks.size < 3) break;
        this.asks.clear();
        this.round += 1;
        this.status = 'handling';
        this.restart(now);
        break;
      case 'answerRating': {
        const rating = this.newest(({ answered }) => !answered);
        if (rating) rating.answered = true;
        break;
      }
      case 'appealRating': {
        const rating = this.newest(this.appealable(now));
        if (rating) rating.appeal = 'pending';
        break;
      }
      case 'decideAppeal': {
        const rating = this.newest(({ appeal }) => appeal === 'pending');
        if (rating) rating.appeal = asked.approve ? 'upheld' : 'rejected';
        break;
      }
      case 'follow':
        this.followers.add(who);
        break;
      case 'unfollow':
        this.followers.delete(who);
        break;
      case 'urge':
        this.urges += 1;
        this.urgedOn.set(who, day);
        break;
      case 'supervise':
        this.supervised = true;
        break;
      case 'lift':
        this.supervised = false;
        break;
      case 'recategorise':
        this.category = asked.categoryCode ?? this.category;
        this.respondBy = this.after(this.createdAt, 0);
        this.resolveBy = this.after(this.createdAt, 1);
        break;
      case 'relocate':
        this.moveTo(asked.grid ?? 0);
        break;
      default:
        break;
    }
  }

  private putOff(until: number): void {
    this.resolveBy = until;
    this.extensions += 1;
    this.drop('extend');
  }
  private restart(now: number): void {
    this.resolveBy = this.after(now, 1);
    this.clockFrom = now;
  }
  /** The second grid has nobody: what a grid or desk holds goes to the community's desk there, and back to the worker. */
  private moveTo(grid: 0 | 1): void {
    const handsOver = grid !== this.grid && (this.level === 'grid' || isOneOf(DESKS, this.holder));
    this.grid = grid;
    if (!handsOver) return;
    const above = this.category === 'GY-0105';
    this.level = above ? 'community' : 'grid';
    this.holder = above || grid === 1 ? 'community' : 'worker';
    this.helpers = [];
  }

  /** Every step of the clock that has come due by `now`. */
  runClock(now: number): void {
    for (let due = this.dueAt; ; due = this.dueAt) {
      if (this.hold) {
        if (this.hold.until > now) return;
        this.endHold(now);
        this.log.push('resume');
        continue;
      }
      if (!this.open || this.status === 'replied') return;
      const from = Math.min(this.clockFrom, due);
      const hours = workingMsBetween(from, due, this.calendar) / HOUR;
      const share = (part: number) => addWorkingHours(from, hours * part, this.calendar);
      if (this.done.overdue !== due) {
        if (now >= due) {
          this.done.overdue = due;
          this.log.push('overdue');
        } else if (this.done.warned !== due && share(0.8) <= now) {
          this.done.warned = due;
          this.log.push('warned');
        } else return;
      } else if (this.done.raised !== due && this.level !== 'district' && Math.max(share(1.5), due) <= now) {
        this.done.raised = due;
        this.level = this.above();
        this.supervised = true;
        if (this.status === 'submitted') {
          this.holder = this.desk(this.level);
          this.respondBy = this.after(now, 0);
          this.clockFrom = now;
        }
        this.log.push('raised');
      } else return;
    }
  }

  /** What nobody rated within seven days closes by itself. */
  runClosing(now: number): void {
    if (this.status !== 'verified' || this.closesAt === null || this.closesAt > now) return;
    this.status = 'closed';
    this.closedAt = now;
    this.closesAt = null;
    this.log.push('autoClose');
  }
}
