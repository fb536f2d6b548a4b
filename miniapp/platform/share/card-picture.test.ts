import { breakLines, CARD_SIZE, paintCard, type Pen } from './card-picture';

const wide = (text: string) => Array.from(text).length * 38;

test.each<[string, number, string[]]>([
  ['停水通知', 3, ['停水通知']],
  ['关于桂花苑小区老旧电梯更换的通知', 3, ['关于桂花苑小区老旧电梯', '更换的通知']],
  ['一二三四五六七八九十一二三四五六', 1, ['一二三四五六七八九十…']],
  ['  空白  和\n换行 ', 2, ['空白 和 换行']],
  ['', 2, []],
])('%p in at most %i lines', (text, most, expected) => {
  expect(breakLines(text, most, wide)).toEqual(expected);
});

test('everything is drawn on the card, nothing beyond its edge', () => {
  const drawn: [string, number, number][] = [];
  const pen: Pen = {
    fillStyle: '',
    font: '',
    textBaseline: 'top',
    fillRect: () => undefined,
    fillText: (text, x, y) => void drawn.push([text, x, y]),
    measureText(text) {
      return { width: Array.from(text).length * Number(/(\d+)px/.exec(this.font)?.[1]) } as TextMetrics;
    },
  };
  const title = '很长很长的题目'.repeat(20);
  paintCard(pen, { kind: '公告', title, lines: ['桂花苑社区', '11月25日发布'] });
  expect(drawn[0]?.[0]).toBe('公告');
  const words = drawn.map(([text]) => text);
  expect(words.slice(1, 4).join('')).toBe(`${title.slice(0, 32)}…`);
  expect(words.slice(4, 6)).toEqual(['桂花苑社区', '11月25日发布']);
  for (const [text, x, y] of drawn) {
    expect(text).not.toBe('');
    expect(x).toBeGreaterThan(0);
    expect(y).toBeLessThan(CARD_SIZE.height);
  }
});
