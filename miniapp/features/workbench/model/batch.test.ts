import { BATCH_ACTIONS } from '@shared/cases/contract';
import { buildSummary } from '../test/build-case';
import { BATCH_CHOICES, batchBody, batchLines, checkBatch, failedIds, okIds } from './batch';

it('offers only what the API does for many', () => {
  for (const { action } of BATCH_CHOICES) expect(BATCH_ACTIONS).toContain(action);
});

it.each([
  [{ action: 'accept', text: '' }, {}, {}],
  [
    { action: 'reply', text: ' ' },
    { text: ' ', result: undefined },
    { text: '请填写内容', result: '请选择处理结果' },
  ],
  [{ action: 'verify', text: '看过' }, { text: '看过', pass: undefined }, { pass: '请选择核实是否通过' }],
  [{ action: 'verify', text: '看过', pass: true }, { text: '看过', pass: true }, {}],
  [{ action: 'dispatch', text: '' }, { to: undefined }, { to: '请选择派给谁' }],
  [
    { action: 'dispatch', text: '请快办', to: { target: { department: 'urban-management' }, name: '城管' } },
    { to: { department: 'urban-management' }, text: '请快办' },
    {},
  ],
] as const)('%j', (form, body, errors) => {
  expect(batchBody(form)).toEqual(body);
  expect(checkBatch(form)).toEqual(errors);
});

it('tells case by case what went and why not', () => {
  const [first, second] = [buildSummary(), buildSummary({ text: '井盖松动' })];
  const lines = batchLines(
    [
      { id: first.id, ok: true, status: 'accepted', code: null, detail: null },
      { id: second.id, ok: false, status: 'handling', code: 'WRONG_STATE', detail: '当前状态不能进行此操作' },
    ],
    [second, first],
  );
  expect(lines[1]).toMatchObject({ text: '井盖松动', number: second.number, why: '当前状态不能进行此操作' });
  expect([okIds(lines), failedIds(lines)]).toEqual([[first.id], [second.id]]);
});
