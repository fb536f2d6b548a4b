import * as z from 'zod';
import { matchesOf } from '../text/matches-of';

/**
 * The whole of what a notice may look like: a closed tree without nesting, drawn by our own components. What is not
 * one of these marks stays what it was: letters. No markup ever reaches a screen.
 */
const inlineSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string() }),
  z.strictObject({ type: z.literal('strong'), text: z.string() }),
  z.strictObject({ type: z.literal('link'), text: z.string(), href: z.string() }),
]);
const lineSchema = z.array(inlineSchema);
export const blockSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('heading'), line: lineSchema }),
  z.strictObject({ type: z.literal('paragraph'), line: lineSchema }),
  z.strictObject({ type: z.literal('list'), items: z.array(lineSchema) }),
]);
export const richTextSchema = z.array(blockSchema).meta({ id: 'RichText' });
export type Inline = z.infer<typeof inlineSchema>;
export type Block = z.infer<typeof blockSchema>;

/** No user name, quotes, spaces or control characters; checked without `URL`, which the mini-program does not have. */
const SAFE_LINK =
  /^https?:\/\/(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}(?::\d{1,5})?(?:[/?#][\w\-.~:/?#[\]@!$&'*+,;=%]*)?$/i;
/** `**words**` or `[words](address)`; neither reaches over the next mark of its kind, so reading stays linear. */
const MARK = /\*\*([^*]+)\*\*|\[([^[\]]+)\]\(([^()\s]+)\)/g;
/** What turns the direction of writing or hides between letters: it can make an address read as another. */
const UNSEEN =
  // eslint-disable-next-line no-control-regex -- these are the characters to drop; ranges, as old browsers know no \p{…}
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

const isSafeLink = (href: string): boolean => {
  const port = /^https?:\/\/[^/?#]*:(\d+)/i.exec(href)?.[1];
  return href.length <= 500 && SAFE_LINK.test(href) && (port === undefined || Number(port) <= 65_535);
};

function parseLine(line: string): Inline[] {
  const parts: Inline[] = [];
  let plain = '';
  const flush = () => {
    if (plain) parts.push({ type: 'text', text: plain });
    plain = '';
  };
  let end = 0;
  for (const match of matchesOf(line, MARK)) {
    const [whole, strong, text, href] = match;
    plain += line.slice(end, match.index);
    end = match.index + whole.length;
    if (strong !== undefined && strong.trim()) {
      flush();
      parts.push({ type: 'strong', text: strong });
    } else if (text !== undefined && text.trim() && href !== undefined && isSafeLink(href)) {
      flush();
      parts.push({ type: 'link', text, href });
    } else plain += whole;
  }
  plain += line.slice(end);
  flush();
  return parts;
}

/**
 * `# 标题`, `- 列表`, `**重点**`, `[文字](https://…)`; every other line is a paragraph. Any string has a tree.
 */
export function parseRichText(source: string): Block[] {
  const blocks: Block[] = [];
  for (const raw of source.replace(/\r\n?/g, '\n').replace(UNSEEN, '').split('\n')) {
    const line = raw.trim();
    if (!line) continue;
    const heading = /^#{1,3}\s+(\S.*)$/.exec(line)?.[1];
    const item = /^[-*]\s+(\S.*)$/.exec(line)?.[1];
    const last = blocks[blocks.length - 1];
    if (heading !== undefined) blocks.push({ type: 'heading', line: parseLine(heading) });
    else if (item === undefined) blocks.push({ type: 'paragraph', line: parseLine(line) });
    else if (last?.type === 'list') last.items.push(parseLine(item));
    else blocks.push({ type: 'list', items: [parseLine(item)] });
  }
  return blocks;
}

const lineText = (line: readonly Inline[]) => line.map(({ text }) => text).join('');

/** The words alone, one line per block or list item: for summaries and reading aloud. */
export function plainText(blocks: readonly Block[]): string {
  return blocks
    .flatMap((block) => (block.type === 'list' ? block.items : [block.line]).map(lineText))
    .join('\n');
}
