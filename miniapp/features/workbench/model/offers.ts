import { type ActionOffer } from '@shared/cases/schemas';
import { isStaffAction, STAFF_ACTIONS, type StaffAction, USUAL_ACTIONS } from './action-draft';

export interface StaffOffer {
  action: StaffAction;
  label: string;
}

/** What of the offered actions has a form, the usual before the exceptional. */
export function staffOffers(offered: readonly ActionOffer[]): StaffOffer[] {
  return offered
    .flatMap(({ action, label }) => (isStaffAction(action) ? [{ action, label }] : []))
    .sort((a, b) => STAFF_ACTIONS.indexOf(a.action) - STAFF_ACTIONS.indexOf(b.action));
}

/**
 * What most people come for; nothing exceptional is put before anybody unasked. The answer comes first; a desk gives the case on, a worker of the grid takes it up himself.
 * @param worker serves the case's grid
 */
export function preferredOffer(offers: readonly StaffOffer[], worker: boolean): StaffOffer | undefined {
  const of = (wanted: StaffAction) => offers.find(({ action }) => action === wanted);
  return of('reply') ?? (worker ? undefined : of('dispatch')) ?? offers.find(isUsual);
}

/** Whether it belongs to everyday work; the rest is shown when asked for. */
export function isUsual({ action }: StaffOffer): boolean {
  return (USUAL_ACTIONS as readonly StaffAction[]).includes(action);
}
