import { phaseIndex, phaseLine, phaseTag } from './phase-words';

const NOW = Date.parse('2026-11-23T02:00:00Z');
const topic = {
  phase: 'raise' as const,
  outcome: null,
  until: '2026-11-24T10:00:00Z',
  overdue: false,
  seconds: 3,
  secondsNeeded: 5,
  participants: 4,
};

test.each([
  [{}, '3/5 人附议 · 附议截止 明天 18:00', '点事', 'waiting', 0],
  [{ phase: 'discuss' }, '4 人参与 · 议事截止 明天 18:00', '议事', 'working', 2],
  [{ phase: 'set', overdue: true }, '4 人参与 · 最迟答复 明天 18:00', '定事 · 超期', 'overdue', 1],
  [{ phase: 'evaluate', outcome: 'done' }, '4 人参与', '已完成', 'done', 6],
  [{ phase: 'decide', outcome: 'rejected' }, '4 人参与', '表决未通过', 'declined', 3],
  [{ phase: 'execute', until: null }, '4 人参与', '办事', 'working', 4],
] as const)('%j reads %s', (change, line, word, tone, index) => {
  const seen = { ...topic, ...change };
  expect([phaseLine(seen, NOW), phaseTag(seen), phaseIndex(seen)]).toEqual([line, { word, tone }, index]);
});
