import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces';

export const GREY = '#595959';
const LINE = '#bfbfbf';

export const heading = (text: string): Content => ({
  text,
  bold: true,
  fontSize: 12,
  margin: [0, 12, 0, 4],
});

/** Layout of tables: thin grey lines, a little air. */
export const ruled = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  hLineColor: () => LINE,
  vLineColor: () => LINE,
  paddingTop: () => 4,
  paddingBottom: () => 4,
};

interface Paper {
  title: string;
  /** Of the left and right edge, in points. */
  margin: number;
  fontSize: number;
  lineHeight: number;
  /** Who printed it and when, at the foot of each page beside its number. */
  printed: string;
  content: Content[];
}

/** Pages of A4 with numbers at their foot. */
export const paper = ({
  title,
  margin,
  fontSize,
  lineHeight,
  printed,
  content,
}: Paper): TDocumentDefinitions => ({
  pageSize: 'A4',
  pageMargins: [margin, 42, margin, 48],
  info: { title },
  defaultStyle: { font: 'Hans', fontSize, lineHeight },
  footer: (page, pages) => ({
    columns: [
      { text: printed, fontSize: 8, color: GREY },
      { text: `${page} / ${pages}`, fontSize: 8, color: GREY, alignment: 'right', width: 60 },
    ],
    margin: [margin, 14, margin, 0],
  }),
  content,
});

/** What stands at the head of the first page, with a code that opens the same on a phone. */
export const head = (titles: Content[], code: { link: string; words: string; width: number }): Content => ({
  columns: [
    { stack: titles },
    {
      width: code.width,
      stack: [
        { qr: code.link, fit: 78, alignment: 'right' },
        { text: code.words, fontSize: 7, color: GREY, alignment: 'right', margin: [0, 3, 0, 0] },
      ],
    },
  ],
  margin: [0, 0, 0, 8],
});
