import reports from '@api/demo/source/reports.train.json';
import { checkWords, plainForm } from './word-list';
import data from './words.json';

test.each([
  ['你这个王八蛋，天天乱停车', 'review', 'abuse'],
  ['物业就是傻逼', 'risky', 'abuse'],
  ['物业就是傻 逼', 'risky', 'abuse'],
  ['物业就是傻*逼', 'risky', 'abuse'],
  ['物业就是傻\u200B逼', 'risky', 'abuse'],
  ['代 开 发 票，价格从优', 'risky', 'fraud'],
  ['代．开．发．票', 'risky', 'fraud'],
  ['加ＶＸ领奖', 'review', 'ad'],
  ['NMSL', 'risky', 'abuse'],
])('%s is %s (%s)', (text, suggest, kind) => {
  expect(checkWords(text)).toEqual({ suggest, found: [kind] });
});

test.each([
  '楼道里贴满了办证刻章的小广告',
  '三楼有人聚众赌博，半夜很吵',
  '接到冒充客服的诈骗电话，请提醒老人',
  '儿童滑梯坏了，孩子滑下来会受伤',
  '楼下有只狗。东西也乱放',
  '垃圾没人清运，夏天臭得不得了',
])('a plain complaint passes: %s', (text) => {
  expect(checkWords(text)).toEqual({ suggest: 'pass', found: [] });
});

test('of all reports of the demo city none is held', () => {
  const texts = (reports as { text: string }[]).map(({ text }) => text);
  expect(texts.length).toBeGreaterThan(400);
  expect(texts.filter((text) => checkWords(text).suggest !== 'pass')).toEqual([]);
});

test('every phrase of the list is found, and says which kind', () => {
  for (const { code, risky, review } of data.kinds)
    for (const word of [...risky, ...review]) {
      expect([word, plainForm(word).length >= 2]).toEqual([word, true]);
      expect([word, checkWords(`他说${word}了`).found.includes(code)]).toEqual([word, true]);
    }
});

test('a text of the greatest length is judged in a moment', () => {
  const text = '路灯坏了，请来看看。'.repeat(200);
  const start = performance.now();
  for (let i = 0; i < 20; i += 1) checkWords(text);
  expect((performance.now() - start) / 20).toBeLessThan(20);
});
