import { type PostFunction } from '@shared/areas/levels';
import { type PersonCard } from '@shared/areas/schemas';

const ORDER: PostFunction[] = ['grid_worker', 'parttime_worker', 'grid_leader', 'liaison'];

/** Whom a resident of the grid turns to first: who is on duty before who is not, then full-time, part-time, leader. */
export function personToTurnTo<P extends Pick<PersonCard, 'function' | 'onDuty'>>(team: P[]): P | null {
  const candidates = team.filter((person) => ORDER.includes(person.function));
  candidates.sort(
    (a, b) => Number(b.onDuty) - Number(a.onDuty) || ORDER.indexOf(a.function) - ORDER.indexOf(b.function),
  );
  return candidates[0] ?? null;
}
