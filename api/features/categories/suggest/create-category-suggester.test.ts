import demoCatalogue from '@api/demo/source/categories.json';
import reports from '@api/demo/source/reports.train.json';
import fc from 'fast-check';
import { crossValidate } from '../eval/cross-validate';
import { topShare } from '../eval/metrics';
import { createCategorySuggester } from './create-category-suggester';

const catalogue = demoCatalogue.categories;
const { suggest } = createCategorySuggester(catalogue, reports);

describe('suggestions', () => {
  it.each([
    ['三号楼门口的路登不亮了', 'GY-0102'],
    ['井盖翘起来了，车一压咣当响', 'GY-0101'],
    ['楼上漏水把我家天花板泡了', 'JF-0302'],
    ['消防通道让车堵死了', 'AQ-0201'],
    ['ＫＴＶ低音炮半夜还在响', 'HJ-0202'],
  ])('%s → %s', (text, code) => expect(suggest(text)[0]?.code).toBe(code));

  it.each([
    '',
    '   ',
    '你好',
    '在吗',
    '12345',
    '！！！？？',
    '😀😀',
    'asdf',
    '\ud800',
    '\0',
    '的',
    '今天天气真好',
  ])('stays silent on %j', (text) => expect(suggest(text)).toEqual([]));

  it('a greeting does not hide the matter', () => {
    expect(suggest('你好，路灯坏了')[0]?.code).toBe('GY-0102');
  });

  it('a question about a certain matter offers that matter, not only general advice', () => {
    expect(suggest('请问办居住证要什么材料').map(({ code }) => code)).toContain('RK-0301');
  });

  it('quotes the words that decided', () => {
    expect(suggest('我们这里路灯坏了，一到晚上黑漆漆')[0]?.because.join()).toContain('路灯');
  });

  it('gives the catalogue name, at most three, best first', () => {
    const found = suggest('物业乱收停车费，小区里车位也不够');
    expect(found.length).toBeLessThanOrEqual(3);
    expect(found.map(({ confidence }) => confidence)).toEqual(
      found.map(({ confidence }) => confidence).sort((a, b) => b - a),
    );
    expect(found[0]?.name).toBe(catalogue.find(({ code }) => code === found[0]?.code)?.name);
    expect(suggest('物业乱收停车费，小区里车位也不够', 1)).toEqual(found.slice(0, 1));
  });

  it('is the same for the same input', () => {
    const again = createCategorySuggester(catalogue, reports);
    for (const { text } of reports.slice(0, 60)) expect(again.suggest(text)).toEqual(suggest(text));
  });

  it('knows only the catalogue it was given', () => {
    const street = [
      { code: 'A', name: '路灯', description: '路灯不亮', keywords: ['路灯'], synonyms: [] },
      // A demo code with another meaning must not bring the demo's phrases along.
      { code: 'GY-0101', name: '花店', description: '买花', keywords: ['鲜花'], synonyms: [] },
    ];
    const small = createCategorySuggester(street, [{ text: '井盖没了', category: 'UNKNOWN' }]);
    expect(small.suggest('路灯坏了')[0]?.code).toBe('A');
    expect(small.suggest('窨井')).toEqual([]);
  });
});

describe('quality', () => {
  it('passes 5-fold cross-validation: top-1 ≥ 70 %, top-3 ≥ 92 %', () => {
    const judged = crossValidate(catalogue, reports, 5);
    expect(judged).toHaveLength(reports.length);
    expect(topShare(judged, 1).value).toBeGreaterThanOrEqual(0.7);
    expect(topShare(judged, 3).value).toBeGreaterThanOrEqual(0.92);
  });
});

describe('hostile input', () => {
  it('never throws, and answers are well formed', () => {
    const pieces = fc.constantFrom(
      '路灯',
      '漏水',
      '\ud800',
      '\udc00',
      '\0',
      '😀',
      'ＡＢ',
      '㍿',
      '𠮷',
      ' ',
      '…',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces).map((a) => a.join('')),
        ),
        (text) => {
          for (const { confidence, because } of suggest(text)) {
            expect(confidence).toBeGreaterThan(0);
            expect(confidence).toBeLessThanOrEqual(1);
            expect(because.length).toBeLessThanOrEqual(3);
          }
        },
      ),
    );
  });

  it('a usual text takes less than 2 ms, 2,000 characters less than 50 ms', () => {
    const usual = reports.slice(0, 100).map(({ text }) => text);
    const fastest = (texts: string[]) =>
      Math.min(
        ...Array.from({ length: 5 }, () => {
          const start = performance.now();
          for (const text of texts) suggest(text);
          return (performance.now() - start) / texts.length;
        }),
      );
    expect(fastest(usual)).toBeLessThan(2);
    expect(fastest([usual.join('').repeat(3).slice(0, 2000)])).toBeLessThan(50);
    expect(fastest(['漏'.repeat(2000)])).toBeLessThan(50);
  });
});
