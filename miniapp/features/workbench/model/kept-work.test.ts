import { type CaseView } from '@shared/cases/schemas';
import { buildEvent, buildSummary, buildView } from '../test/build-case';
import { KEPT_AT_MOST, missingViews, usable, withItems, withView } from './kept-work';

const AT = Date.parse('2026-11-22T06:05:00Z');

/** As a list shows it. */
const summaryOf = ({ id, text, addressText, version }: CaseView) =>
  buildSummary({ id, text, addressText, version });

it('keeps nothing that tells who reported it', () => {
  const view = buildView({
    text: '请打 13812345678 找我',
    addressText: '3 号楼，电话 13812345678',
    reporter: { name: '李居民', phoneMasked: '138****5678', self: false },
    timeline: [buildEvent({ whoRole: 'resident', who: '居民 李居民', text: '电话 13812345678' })],
  });
  const kept = withView(withItems(undefined, 'me', [summaryOf(view)], AT), view, AT);
  const text = JSON.stringify(kept);
  expect(text).not.toMatch(/13812345678|李居民/);
  expect(kept.views[view.id]?.view.reporter?.phoneMasked).toBeNull();
});

it('asks for details that are missing or outdated, and drops those of cases that are gone', () => {
  const [stays, changes, goes] = [buildView(), buildView(), buildView()];
  let kept = withItems(undefined, 'me', [stays, changes, goes], AT);
  expect(missingViews(kept)).toHaveLength(3);
  for (const view of [stays, changes, goes]) kept = withView(kept, view, AT);
  kept = withItems(kept, 'me', [stays, { ...changes, version: changes.version + 1 }], AT + 1);
  expect(missingViews(kept)).toEqual([changes.id]);
  expect(Object.keys(kept.views).sort()).toEqual([stays.id, changes.id].sort());
});

it('a case that is not on the list is not kept', () => {
  const kept = withItems(undefined, 'me', [buildSummary()], AT);
  expect(withView(kept, buildView(), AT)).toBe(kept);
});

it('is bounded, another person’s is never shown, nor what is a week old', () => {
  const kept = withItems(
    undefined,
    'me',
    Array.from({ length: 80 }, () => buildSummary()),
    AT,
  );
  expect(kept.items).toHaveLength(KEPT_AT_MOST);
  expect(usable(kept, 'me', AT + 1000)).toBe(kept);
  expect(usable(kept, 'other', AT)).toBeUndefined();
  expect(usable(kept, undefined, AT)).toBeUndefined();
  expect(usable(kept, 'me', AT + 8 * 24 * 3600_000)).toBeUndefined();
  expect(withItems(withView(kept, buildView(), AT), 'other', [], AT).views).toEqual({});
});
