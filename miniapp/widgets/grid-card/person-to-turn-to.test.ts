import { personToTurnTo } from './person-to-turn-to';

const post = (fn: 'grid_worker' | 'parttime_worker' | 'grid_leader' | 'volunteer', onDuty: boolean) => ({
  function: fn,
  onDuty,
});

describe('whom to turn to', () => {
  it('is the full-time worker on duty', () => {
    const worker = post('grid_worker', true);
    expect(personToTurnTo([post('grid_leader', true), post('parttime_worker', true), worker])).toBe(worker);
  });

  it('is who is on duty before who is on leave', () => {
    const leader = post('grid_leader', true);
    expect(personToTurnTo([post('grid_worker', false), leader])).toBe(leader);
  });

  it('is nobody rather than a volunteer', () => {
    expect(personToTurnTo([post('volunteer', true)])).toBeNull();
  });
});
