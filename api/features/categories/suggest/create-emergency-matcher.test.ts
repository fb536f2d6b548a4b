import emergencyRules from '@api/demo/source/emergency.json';
import fc from 'fast-check';
import { createEmergencyMatcher } from './create-emergency-matcher';
import type { EmergencyRules } from './emergency-rules';

const match = createEmergencyMatcher(emergencyRules);

describe('the demo rules', () => {
  it.each(emergencyRules.examples)('$text → $hotline ($rule)', ({ text, hotline, rule }) => {
    const found = match(text);
    expect(found?.ruleId ?? null).toBe(rule);
    expect(found?.hotline ?? null).toBe(hotline);
  });

  it('names hotlines, advice, category and the words that matched', () => {
    expect(match('五楼着伙了！')).toEqual({
      ruleId: 'fire',
      label: '火情',
      hotline: '119',
      hotlineName: '消防救援',
      also: [{ number: '120', name: '医疗急救' }],
      category: 'TF-0202',
      advice: emergencyRules.rules.find(({ id }) => id === 'fire')?.advice,
      matchedWords: ['着火了', '着火'],
    });
  });
});

describe('matching, by the rules file', () => {
  const tiny: EmergencyRules = {
    matching: { typos: { 着伙: '着火' } },
    hotlines: [{ number: '119', name: '消防救援' }],
    rules: [rule('first', '119', ['着火'], []), rule('second', '999', ['着火', '漏气'], ['有人[^,]{0,3}困'])],
    exclusions: [
      { id: 'span', scope: 'span', rules: ['first'], patterns: ['怕着火'] },
      { id: 'text', scope: 'text', rules: ['second'], patterns: ['已经没事'] },
      { id: 'all', scope: 'span', rules: '*', patterns: ['灭火器着火'] },
    ],
  };
  const tinyMatch = createEmergencyMatcher(tiny);

  it.each([
    ['着火', 'first', 'the first rule in order answers'],
    ['着伙', 'first', 'typos are put right'],
    ['怕着火', 'second', 'a span is blanked for the rules named only'],
    ['怕着火,真着火', 'first', 'the rest of the text still counts'],
    ['漏气，已经没事', null, 'a text exclusion skips the rule'],
    ['着火，已经没事', 'first', 'and only the rule named'],
    ['灭火器着火', null, '"*" names every rule'],
    ['有人被困', 'second', 'patterns count as words do'],
    ['有人 被困', null, 'white space becomes a comma, which ends a pattern'],
    ['有人，被困', null, 'full-width punctuation is folded'],
    ['', null, 'nothing says nothing'],
  ] as [string, string | null, string][])('%s → %s: %s', (text, ruleId) =>
    expect(tinyMatch(text)?.ruleId ?? null).toBe(ruleId),
  );

  it('falls back to the number for a hotline without a name', () => {
    expect(tinyMatch('漏气')).toMatchObject({ hotline: '999', hotlineName: '999' });
  });

  it('refuses a pattern that does not compile', () => {
    expect(() => createEmergencyMatcher({ ...tiny, rules: [rule('bad', '119', [], ['('])] })).toThrow(
      SyntaxError,
    );
  });

  function rule(id: string, hotline: string, words: string[], patterns: string[]) {
    return { id, label: id, hotline, also: [], category: 'X', words, patterns, advice: id };
  }
});

describe('hostile input', () => {
  const seeds = [
    '人',
    '老人不',
    '昨天',
    '会',
    '如果a',
    '有人被',
    '他打',
    '船',
    '敲门老人',
    '几天没见,',
    '他 ',
    '烧a',
    '经常上',
  ];

  it.each(seeds)('2,000 characters of %s take no longer than a blink', (seed) => {
    const text = seed.repeat(2000).slice(0, 2000);
    const times = Array.from({ length: 5 }, () => {
      const start = process.cpuUsage();
      match(text);
      return process.cpuUsage(start).user / 1000;
    });
    // 5–10 ms of the processor, whoever else wants it meanwhile. The best of five and room for a slow machine: a pattern
    // that backtracks takes seconds.
    expect(Math.min(...times)).toBeLessThan(100);
  });

  it('never throws', () => {
    const pieces = fc.constantFrom(
      '着火',
      '困在',
      '老人',
      '\ud800',
      '\0',
      '😀',
      '◇',
      '昨天',
      'ﬁ',
      '㎏',
      ' ',
      '\n',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces).map((a) => a.join('')),
        ),
        (text) => {
          const found = match(text);
          expect(found === null || found.matchedWords.length > 0).toBe(true);
        },
      ),
    );
  });
});
