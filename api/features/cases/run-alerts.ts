import type { CaseStatus } from '@shared/cases/statuses';
import type { Deps } from '@api/deps';
import { writeEvent } from './act-on-case';
import { nextAlert } from './alerts';
import { type CaseDoc, casesOf, type EventDoc } from './case.model';
import { endHold } from './clock-effects';
import { dueAfter } from './deadlines';
import { SYSTEM_ACTOR } from './describe-actor';
import { deskOf, levelAbove } from './dispatch-effects';
import { effectSources } from './effect-sources';

const BATCH = 200;
/** A step taken so long after its time was missed by a pause of the service; who is told of it is told of all at once. */
const LATE_MS = 600_000;

interface Step {
  type: EventDoc['type'];
  to: CaseStatus;
  visibility: EventDoc['visibility'];
  data: EventDoc['data'];
  set: Partial<CaseDoc>;
}

/** Over by half again: the desk of the level above answers for it; what nobody accepted goes to that desk. */
async function raise(deps: Deps, doc: CaseDoc, nowMs: number, late: EventDoc['data']): Promise<Step> {
  const level = levelAbove(doc.level);
  const desk = await deskOf(effectSources(deps), doc, level);
  const unaccepted = doc.status === 'submitted';
  const respondBy = dueAfter(nowMs, doc.category.respond, deps.calendar);
  return {
    type: 'raised',
    to: doc.status,
    visibility: 'public',
    data: { from: doc.level, level, to: desk.name, ...late },
    set: {
      level,
      supervised: true,
      raisedFor: doc.dueAt,
      ...(unaccepted && { assignee: desk, respondBy, dueAt: respondBy, clockFrom: new Date(nowMs) }),
    },
  };
}

async function stepOf(deps: Deps, doc: CaseDoc, nowMs: number): Promise<Step | null> {
  const alert = nextAlert(doc, deps.calendar);
  if (!alert || alert.at.getTime() > nowMs) return null;
  const due = doc.dueAt;
  // A warning that comes too late is the overdue step, due at its own time.
  const wantedAt = alert.step === 'warn' ? due : alert.at;
  const late: EventDoc['data'] = nowMs - wantedAt.getTime() > LATE_MS ? { late: true } : {};
  const stay = { to: doc.status, data: { due: due.toISOString(), ...late } };
  switch (alert.step) {
    case 'resume':
      return { ...stay, type: 'resume', visibility: 'public', data: {}, set: endHold(doc, deps, nowMs) };
    case 'warn':
      // After a pause of the service it may be too late for a warning.
      if (nowMs < due.getTime())
        return { ...stay, type: 'warned', visibility: 'internal', set: { warnedFor: due } };
      return { ...stay, type: 'overdue', visibility: 'public', set: { warnedFor: due, overdueFor: due } };
    case 'overdue':
      return { ...stay, type: 'overdue', visibility: 'public', set: { overdueFor: due } };
    case 'raise':
      return raise(deps, doc, nowMs, late);
  }
}

/**
 * Takes every step of the clocks that has come due. Each is one conditional write on the case, so that several
 * processes may do this at once and a crash in between costs nothing.
 * @param stopped asked between cases, so that the process may end without waiting for a backlog
 * @returns how many steps were taken
 */
export async function runAlerts(deps: Deps, stopped = () => false): Promise<number> {
  let taken = 0;
  for (;;) {
    const nowMs = deps.clock();
    const due = (await casesOf(deps.db)
      .collection.find({ 'alert.at': { $lte: new Date(nowMs) } }, { sort: { 'alert.at': 1 }, limit: BATCH })
      .toArray()) as unknown as CaseDoc[];
    let moved = 0;
    for (const doc of due) {
      if (stopped()) return taken + moved;
      const step = await stepOf(deps, doc, nowMs);
      if (!step) continue;
      const { type, to, visibility, data, set } = step;
      const said = {
        type,
        to,
        visibility,
        data,
        actor: SYSTEM_ACTOR,
        text: null,
        uploadIds: [],
        requestKey: null,
      };
      if (await writeEvent(deps, doc, said, { set })) moved += 1;
    }
    taken += moved;
    // Whatever could not be moved was moved by somebody else meanwhile; the next round sees to it.
    if (due.length < BATCH || moved === 0) return taken;
  }
}
