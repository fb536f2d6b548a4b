import { scoreItem, type Sounding } from './search';

const word = (text: string, syllables: string, initials: string, isName = false) => ({
  text,
  syllables,
  initials,
  isName,
});
const CARD: Sounding = {
  words: [
    word('老年人优待证', 'laonianrenyoudaizheng', 'lnrydz', true),
    word('老年证', 'laonianzheng', 'lnz'),
  ],
  rest: '年满 60 周岁的本地户籍老人 本人身份证',
};
const PERMIT: Sounding = {
  words: [word('居住证申领', 'juzhuzhengshenling', 'jzzsl', true), word('暂住证', 'zanzhuzheng', 'zzz')],
  rest: '外地来的租客 劳动合同',
};

test.each([
  ['the name', '老年人优待证', 'card'],
  ['what people say', '老年证', 'card'],
  ['a sentence that holds it', '我要给妈妈办老年证', 'card'],
  ['blanks and full width', ' 老年证　', 'card'],
  ['pinyin', 'laonianzheng', 'card'],
  ['pinyin of the name, begun', 'laonianren', 'card'],
  ['first letters', 'lnz', 'card'],
  ['capital letters', 'LNZ', 'card'],
  ['another thing', '暂住证', 'permit'],
  ['another in pinyin', 'zanzhuzheng', 'permit'],
  ['its first letters, begun', 'jzz', 'permit'],
  ['what only its page says', '劳动合同', 'permit'],
])('%s (%s) finds the %s first', (_what, typed, expected) => {
  const scores = { card: scoreItem(CARD, typed), permit: scoreItem(PERMIT, typed) };
  const other = expected === 'card' ? scores.permit : scores.card;
  expect(scores[expected as 'card' | 'permit']).toBeGreaterThan(other);
});

test.each([['下水道'], ['x'], ['   '], ['qqqq'], ['办']])('%j finds neither', (typed) => {
  expect([scoreItem(CARD, typed), scoreItem(PERMIT, typed)]).toEqual([0, 0]);
});

test('a name outweighs a word for it, a whole word a part', () => {
  expect(scoreItem(CARD, '老年人优待证')).toBeGreaterThan(scoreItem(CARD, '老年证'));
  expect(scoreItem(CARD, '老年证')).toBeGreaterThan(scoreItem(CARD, '优待'));
});
