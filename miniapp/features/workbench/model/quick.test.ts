import { buildSummary, buildView } from '../test/build-case';
import { carryOut } from './carry-out';
import { settle, withOverlay, type Overlays } from './overlay';

describe('carryOut', () => {
  it('does the actions one after the other, each on the version before', async () => {
    const card = buildSummary({ version: 4 });
    const act = jest.fn((_id: string, action: string, { version }: { version: number }) =>
      Promise.resolve(
        buildView({ status: action === 'accept' ? 'accepted' : 'handling', version: version + 1 }),
      ),
    );
    const { view, error } = await carryOut(act, card, ['accept', 'takeUp']);
    expect(act.mock.calls).toEqual([
      [card.id, 'accept', { version: 4 }],
      [card.id, 'takeUp', { version: 5 }],
    ]);
    expect(view).toMatchObject({ status: 'handling', version: 6 });
    expect(error).toBeNull();
  });

  it('stops at a refusal and tells how far it came', async () => {
    const refusal = new Error('no');
    const act = jest
      .fn()
      .mockResolvedValueOnce(buildView({ status: 'accepted', version: 2 }))
      .mockRejectedValueOnce(refusal);
    const outcome = await carryOut(act, buildSummary(), ['accept', 'takeUp']);
    expect(outcome.view).toMatchObject({ status: 'accepted' });
    expect(outcome.error).toBe(refusal);
  });
});

describe('overlays', () => {
  const card = buildSummary({ version: 1 });

  it('shows the hoped-for state while busy and the old one after a refusal', () => {
    expect(withOverlay(card, { kind: 'busy', becomes: 'handling' })).toMatchObject({
      statusName: '处置中',
      step: 4,
    });
    expect(withOverlay(card, { kind: 'refused', message: '…', view: null, version: 1 })).toBe(card);
  });

  it('takes only what a card shows from the answer', () => {
    const view = buildView({ id: card.id, status: 'handling', version: 3 });
    const shown = withOverlay(card, { kind: 'done', view });
    expect(shown).toMatchObject({ status: 'handling', version: 3 });
    expect(Object.keys(shown).sort()).toEqual(Object.keys(card).sort());
  });

  it('drops what a reload made obsolete, not what is still under way, newer or still unread', () => {
    const busy = buildSummary();
    const moved = buildSummary({ version: 2 });
    const fresher = buildSummary({ version: 2 });
    const overlays: Overlays = {
      [card.id]: { kind: 'refused', message: '…', view: null, version: 1 },
      [moved.id]: { kind: 'refused', message: '…', view: null, version: 1 },
      [busy.id]: { kind: 'busy', becomes: 'handling' },
      [fresher.id]: { kind: 'done', view: buildView({ version: 5 }) },
    };
    expect(Object.keys(settle(overlays, [card, moved, busy, fresher]))).toEqual([
      card.id,
      busy.id,
      fresher.id,
    ]);
    expect(settle(overlays, [])).toBe(overlays);
  });
});
