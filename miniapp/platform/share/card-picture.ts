/** What a share card shows; words that everybody may read, nothing else. */
export interface CardPicture {
  /** Above the title: 公告, 议题, … */
  kind: string;
  title: string;
  /** Below it: place, time, from whom; at most two are drawn. */
  lines: readonly string[];
}

/** WeChat shows cards in 5:4. */
export const CARD_SIZE = { width: 500, height: 400 } as const;

/** The part of a 2D context that is used; browsers and WeChat both have it. */
export type Pen = Pick<CanvasRenderingContext2D, 'fillRect' | 'fillText' | 'measureText'> & {
  fillStyle: string | CanvasGradient | CanvasPattern;
  font: string;
  textBaseline: CanvasTextBaseline;
};

const EDGE = 36;
const ROOM = CARD_SIZE.width - 2 * EDGE;
const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
const TITLE_LINES = 3;
const BLUE = '#1668a8';

/** Breaks words into at most `most` lines of the card's width; what is left over ends in an ellipsis. */
export function breakLines(text: string, most: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const letter of Array.from(text.replace(/\s+/g, ' ').trim())) {
    if (widthOf(line + letter) <= ROOM) {
      line += letter;
      continue;
    }
    if (lines.length + 1 === most) {
      let cut = line;
      while (cut !== '' && widthOf(`${cut}…`) > ROOM) cut = Array.from(cut).slice(0, -1).join('');
      return [...lines, `${cut}…`];
    }
    lines.push(line);
    line = letter.trimStart();
  }
  return line === '' ? lines : [...lines, line];
}

/** Draws the card; the whole of `CARD_SIZE` is covered. */
export function paintCard(pen: Pen, { kind, title, lines }: CardPicture): void {
  const { width, height } = CARD_SIZE;
  const write = (
    text: string,
    x: number,
    y: number,
    size: number,
    colour: string,
    weight = 'normal',
  ): void => {
    pen.font = `${weight} ${size}px ${FONT}`;
    pen.fillStyle = colour;
    pen.fillText(text, x, y);
  };
  const fitting = (text: string, most: number, size: number, weight = 'normal'): string[] => {
    pen.font = `${weight} ${size}px ${FONT}`;
    return breakLines(text, most, (part) => pen.measureText(part).width);
  };
  pen.textBaseline = 'top';
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = BLUE;
  pen.fillRect(0, 0, width, 84);
  write(kind, EDGE, 26, 32, '#ffffff', 'bold');
  const rows = fitting(title, TITLE_LINES, 38, 'bold');
  rows.forEach((row, i) => write(row, EDGE, 112 + i * 52, 38, '#17212b', 'bold'));
  const below = 112 + rows.length * 52 + 10;
  lines.slice(0, 2).forEach((text, i) => {
    const [first = ''] = fitting(text, 1, 26);
    if (below + i * 38 < height - 76) write(first, EDGE, below + i * 38, 26, '#4a5966');
  });
  pen.fillStyle = '#e6f1f9';
  pen.fillRect(0, height - 60, width, 60);
  write('网格连心 · 点开看详情', EDGE, height - 45, 28, BLUE);
}
