import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp, { type OverlayOptions } from 'sharp';

export interface Card {
  status: string;
  tone: 'waiting' | 'working' | 'done' | 'overdue' | 'declined';
  category: string;
  text: string;
  /** What came of it or what is promised; '' for neither. */
  note: string;
  place: string;
  time: string;
  followers: number;
  photo: Buffer | null;
}

/** 5:4, which WeChat asks of the picture of a shared page. */
const WIDTH = 750;
const HEIGHT = 600;
const MARGIN = 40;
const PHOTO_HEIGHT = 250;
const INK = '#17212b';
const GREY = '#4a5966';
const BLUE = '#1668a8';
const TONES: Record<Card['tone'], string> = {
  waiting: '#8a5200',
  working: BLUE,
  done: '#1b6e3c',
  overdue: '#b3261e',
  declined: '#55626e',
};

const fonts = join(dirname(createRequire(__filename).resolve('@embedpdf/fonts-sc')), '../fonts');

interface Words {
  text: string;
  px: number;
  colour: string;
  bold?: boolean;
  width?: number;
  lines?: number;
}

const MARKUP: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** Pango reads markup: what a resident wrote is only ever words. */
const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => MARKUP[sign] as string);

/** Cut by its letters (a Chinese one is as wide as it is high, others about half) to what fits the lines. */
export function cutTo(text: string, widths: number): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  const letters = Array.from(flat);
  let room = widths;
  const end = letters.findIndex((letter) => {
    room -= letter.charCodeAt(0) < 0x2e80 ? 0.65 : 1;
    return room < 0;
  });
  return end < 0 ? flat : `${letters.slice(0, Math.max(1, end - 1)).join('')}…`;
}

async function write(words: Words, left: number, top: number): Promise<OverlayOptions & { height: number }> {
  const { px, colour, bold, width = WIDTH - 2 * MARGIN, lines = 1 } = words;
  // Half a letter a line is lost where a mark may not begin a line.
  const text = cutTo(words.text, lines * (Math.floor(width / px) - 0.5));
  const weight = bold ? 'Bold' : 'Regular';
  const { data, info } = await sharp({
    text: {
      text: `<span foreground="${colour}">${escaped(text)}</span>`,
      font: `Noto Sans Hans ${weight} ${px}`,
      fontfile: join(fonts, `NotoSansHans-${weight}.otf`),
      dpi: 72,
      rgba: true,
      width,
      wrap: 'word-char',
      spacing: Math.round(px * 0.3),
    },
  })
    .png()
    .toBuffer({ resolveWithObject: true });
  return { input: data, left, top, height: info.height };
}

const box = (width: number, height: number, colour: string, radius = 0): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" rx="${radius}" fill="${colour}"/></svg>`,
  );

/** The card as a JPEG of 750 × 600. */
export async function drawCard(card: Card): Promise<Buffer> {
  const top = card.photo ? PHOTO_HEIGHT : 88;
  const layers: OverlayOptions[] = card.photo
    ? [
        {
          input: await sharp(card.photo).resize(WIDTH, PHOTO_HEIGHT, { fit: 'cover' }).toBuffer(),
          left: 0,
          top: 0,
        },
      ]
    : [
        { input: box(WIDTH, 64, BLUE), left: 0, top: 0 },
        await write({ text: '网格连心 · 居民报事', px: 28, colour: '#ffffff', bold: true }, MARGIN, 18),
      ];
  const status = await write({ text: card.status, px: 28, colour: '#ffffff', bold: true, width: 240 }, 0, 0);
  const pill = await sharp(status.input as Buffer).metadata();
  const pillWidth = pill.width + 36;
  layers.push(
    { input: box(pillWidth, 48, TONES[card.tone], 24), left: MARGIN, top: top + 24 },
    { ...status, left: MARGIN + 18, top: top + 24 + Math.round((48 - pill.height) / 2) },
    await write(
      { text: card.category, px: 28, colour: GREY, width: WIDTH - 2 * MARGIN - pillWidth - 20 },
      MARGIN + pillWidth + 20,
      top + 34,
    ),
  );
  const said = await write(
    { text: card.text, px: 36, colour: INK, bold: true, lines: card.photo ? 2 : 3 },
    MARGIN,
    top + 92,
  );
  layers.push(said);
  if (card.note)
    layers.push(
      await write(
        { text: card.note, px: 26, colour: TONES[card.tone], lines: card.photo ? 1 : 2 },
        MARGIN,
        top + 92 + said.height + 18,
      ),
    );
  const foot = [`${card.time} 反映`, card.followers > 0 && `${card.followers} 人关注`]
    .filter(Boolean)
    .join(' · ');
  layers.push(
    { input: box(WIDTH - 2 * MARGIN, 1, '#dfe5eb'), left: MARGIN, top: HEIGHT - 92 },
    await write({ text: card.place, px: 24, colour: GREY, bold: true }, MARGIN, HEIGHT - 78),
    await write({ text: foot, px: 22, colour: GREY }, MARGIN, HEIGHT - 42),
  );
  return sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#ffffff' } })
    .composite(layers)
    .jpeg({ quality: 82 })
    .toBuffer();
}
