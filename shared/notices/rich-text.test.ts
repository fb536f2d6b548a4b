import fc from 'fast-check';
import { type Block, parseRichText, plainText, richTextSchema } from './rich-text';

const text = (words: string) => ({ type: 'text', text: words });
const paragraph = (...line: object[]) => ({ type: 'paragraph', line });

test.each<[string, object[]]>([
  ['', []],
  [' \n\t\n', []],
  ['明天停水', [paragraph(text('明天停水'))]],
  ['一\r\n\r\n二\n三', [paragraph(text('一')), paragraph(text('二')), paragraph(text('三'))]],
  ['# 时间', [{ type: 'heading', line: [text('时间')] }]],
  ['#时间', [paragraph(text('#时间'))]],
  ['#### 太深', [paragraph(text('#### 太深'))]],
  ['- 甲\n* 乙\n\n- 丙', [{ type: 'list', items: [[text('甲')], [text('乙')], [text('丙')]] }]],
  ['请**务必**关阀', [paragraph(text('请'), { type: 'strong', text: '务必' }, text('关阀'))]],
  ['**没有结束', [paragraph(text('**没有结束'))]],
  ['** **', [paragraph(text('** **'))]],
  [
    '看[通知](https://example.com/a?b=1#c)。',
    [paragraph(text('看'), { type: 'link', text: '通知', href: 'https://example.com/a?b=1#c' }, text('。'))],
  ],
])('%j is read as its tree', (source, tree) => expect(parseRichText(source)).toEqual(tree));

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[点我](javascript:alert(1))',
  '[点我](JAVASCRIPT:alert(1))',
  '[点我](data:text/html,<b>)',
  '[点我](//example.com)',
  '[点我](https://a.com@evil.com/)',
  '[点我](https://evil.com\\@a.com)',
  '[点我](https://例子.com/)',
  '[点我](https://localhost/)',
  '[点我](https://a.com:99999/)',
  '[点我](https://a.com/"onclick=x)',
  '[点我](ftp://a.com/)',
  `[点我](https://a.com/${'x'.repeat(500)})`,
  '![图](https://a.com/x.png "t")',
])('%s stays letters', (source) => {
  expect(parseRichText(source)).toEqual([paragraph(text(source))]);
});

test('what turns the direction of writing or cannot be seen is gone', () => {
  expect(parseRichText('安\u202e全\u200b\u0007\ufeff')).toEqual([paragraph(text('安全'))]);
});

const pieces = fc.constantFrom(
  '**',
  '*',
  '[',
  ']',
  '(',
  ')',
  '# ',
  '- ',
  '\n',
  'https://',
  'a.com',
  'javascript:',
  '@',
  ':80',
  '/',
  '<b>',
  '停水',
  '\u202e',
);
const source = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
);
const inlines = (block: Block) => (block.type === 'list' ? block.items : [block.line]).flat();

test('any text has a tree of the closed kind, with no empty part, and nothing is made up', () => {
  fc.assert(
    fc.property(source, (words) => {
      const tree = parseRichText(words);
      expect(richTextSchema.parse(tree)).toEqual(tree);
      for (const block of tree) {
        expect(inlines(block).length).toBeGreaterThan(0);
        expect(inlines(block).every((part) => part.text !== '')).toBe(true);
      }
      expect(plainText(tree).length).toBeLessThanOrEqual(words.length);
    }),
    { numRuns: 500 },
  );
});

test('every link is one that a browser reads as http(s) to the host that is written', () => {
  const links = fc
    .tuple(
      fc.constantFrom('https://', 'http://', 'HTTP://', ''),
      fc.array(pieces, { maxLength: 8 }),
      fc.webUrl(),
    )
    .map(([scheme, parts, url]) => `[字](${scheme}${parts.join('')}) [字](${url})`);
  fc.assert(
    fc.property(links, (words) => {
      for (const part of parseRichText(words).flatMap(inlines))
        if (part.type === 'link') {
          const url = new URL(part.href);
          expect(['http:', 'https:']).toContain(url.protocol);
          expect([url.username, url.password]).toEqual(['', '']);
          expect(part.href.toLowerCase()).toContain(`://${url.hostname}`);
        }
    }),
    { numRuns: 500 },
  );
});

test('the longest text of the worst marks is read in no time', () => {
  for (const mark of ['**a', '[', '[a](', '[a](https://a.com', '**', '- ', '# '])
    for (const glue of ['', '\n']) {
      const start = performance.now();
      parseRichText(Array.from({ length: 20_000 }, () => mark).join(glue));
      expect(performance.now() - start).toBeLessThan(500);
    }
});
