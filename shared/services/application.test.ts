import { handoverProblem, handoverWords, missingWords } from './application';

const NOW = Date.parse('2026-11-23T02:00:00Z');
const days = (n: number) => new Date(NOW + n * 86_400_000).toISOString();

test.each([
  [{ method: 'online' }, null],
  [{ method: 'pickup' }, null],
  [{ method: 'door' }, 'to'],
  [{ method: 'door', to: { who: 'self' } }, null],
  [{ method: 'door', to: { who: 'family' } }, 'to.name'],
  [{ method: 'pickup', to: { who: 'agent', name: '马师傅' } }, null],
  [{ method: 'post', at: days(1) }, 'at'],
  [{ method: 'post', at: days(-31) }, 'at'],
  [{ method: 'post', at: days(-29) }, null],
] as const)('a handover of %j is wrong at %j', (input, path) => {
  expect(handoverProblem(input, NOW)?.path ?? null).toBe(path);
});

test('what is told of a handover names the kind of who took it, never the person', () => {
  const words = handoverWords({ method: 'door', to: { who: 'family', name: '李桂芬' }, text: '证已送到' });
  expect(words).toBe('送到家里，交给家人：证已送到');
  expect(handoverWords({ method: 'online', text: '可以查了' })).toBe('网上查看：可以查了');
});

test('what is missing is one line, each with its reason', () => {
  expect(
    missingWords([
      { name: '身份证', comment: '反面没拍清' },
      { name: '照片', comment: null },
    ]),
  ).toBe('请补材料：身份证（反面没拍清）、照片');
});
