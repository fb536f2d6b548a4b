import { judgeEmergencies } from './judge-emergencies';
import { calibration, shareOf, topShare, worstConfusions } from './metrics';

const answer = (code: string, confidence: number) => ({ code, name: code, confidence, because: [] });
const judged = [
  { text: 'a', category: 'X', suggestions: [answer('X', 0.9), answer('Y', 0.1)] },
  { text: 'b', category: 'X', suggestions: [answer('Y', 0.7), answer('X', 0.3)] },
  { text: 'c', category: 'X', suggestions: [answer('Y', 0.5), answer('Z', 0.4)] },
  { text: 'd', category: 'Z', suggestions: [] },
];

it('counts a hit within the rank only', () => {
  expect(topShare(judged, 1)).toMatchObject({ hits: 1, total: 4, value: 0.25 });
  expect(topShare(judged, 2)).toMatchObject({ hits: 2, total: 4 });
});

it('gives the Wilson interval', () => {
  const { low, high } = shareOf(8, 10);
  expect(low).toBeCloseTo(0.4902, 4);
  expect(high).toBeCloseTo(0.9433, 4);
  expect(shareOf(0, 0)).toMatchObject({ value: 0, low: 0, high: 1 });
});

it('ranks confusions by frequency, then confidence, and counts silence', () => {
  expect(worstConfusions(judged, 15)).toEqual([
    { right: 'X', answered: 'Y', times: 2, confidence: 0.7, text: 'b' },
    { right: 'Z', answered: '—', times: 1, confidence: 0, text: 'd' },
  ]);
});

it('compares shown confidence with accuracy', () => {
  expect(calibration(judged, [0, 0.8, 1])).toEqual([
    { low: 0, high: 0.8, answers: 2, accuracy: 0, meanConfidence: 0.6 },
    { low: 0.8, high: 1, answers: 1, accuracy: 1, meanConfidence: 0.9 },
  ]);
});

it('judges emergencies', () => {
  const hotlineOf = new Map([
    ['fire', '119'],
    ['stove', '119'],
    ['ill', '110'],
  ]);
  const match = (text: string) => {
    const hotline = hotlineOf.get(text);
    if (!hotline) return null;
    return {
      ruleId: '',
      label: '',
      hotline,
      hotlineName: '',
      also: [],
      category: '',
      advice: '',
      matchedWords: [],
    };
  };
  const verdict = judgeEmergencies(match, [
    { text: 'fire', hotline: '119' },
    { text: 'stove', hotline: null },
    { text: 'ill', hotline: '120' },
    { text: 'gas', hotline: '119' },
    { text: 'hello', hotline: null },
  ]);
  expect(verdict.precision.value).toBeCloseTo(2 / 3);
  expect(verdict.recall.value).toBeCloseTo(2 / 3);
  expect(verdict.rightHotline.value).toBeCloseTo(1 / 2);
  expect(verdict.wrong.map(({ text }) => text)).toEqual(['stove', 'ill', 'gas']);
});
