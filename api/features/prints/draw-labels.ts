import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces';

/** Labels to cut out: ten on a sheet of A4. */
export interface LabelSheet {
  title: string;
  labels: { title: string; under: string; code: string; link: string }[];
}

const COLUMNS = 2;
const ROWS = 5;
const GREY = '#595959';
const LINE = '#bfbfbf';

/** Four by four, as a person would read it out. */
const spaced = (code: string) => code.replace(/(.{4})(?=.)/g, '$1 ');

const label = ({ title, under, code, link }: LabelSheet['labels'][number]): Content => ({
  columns: [
    { qr: link, fit: 96, width: 104, eccLevel: 'M' },
    {
      stack: [
        { text: title, bold: true, fontSize: title.length > 12 ? 12 : 15, margin: [0, 6, 0, 4] },
        { text: under, fontSize: 9, color: GREY },
        { text: '微信扫码：找网格员、报事、问办理', fontSize: 9, margin: [0, 10, 0, 2] },
        { text: spaced(code), fontSize: 8, color: GREY },
      ],
    },
  ],
  columnGap: 8,
  margin: [8, 10, 4, 10],
});

/** Sheets of labels; the rest of the last one stays empty. */
export function drawLabels({ title, labels }: LabelSheet): TDocumentDefinitions {
  const rows: Content[][] = [];
  for (let i = 0; i < labels.length; i += COLUMNS)
    rows.push(
      Array.from({ length: COLUMNS }, (_, c) => (labels[i + c] ? label(labels[i + c]!) : { text: '' })),
    );
  const sheets: Content[] = [];
  for (let i = 0; i < rows.length; i += ROWS) {
    const body = rows.slice(i, i + ROWS);
    sheets.push({
      table: { widths: ['*', '*'], heights: body.map(() => 138), body },
      layout: {
        hLineColor: () => LINE,
        vLineColor: () => LINE,
        hLineWidth: () => 0.5,
        vLineWidth: () => 0.5,
      },
      ...(i > 0 && { pageBreak: 'before' as const }),
    });
  }
  return {
    pageSize: 'A4',
    pageMargins: [36, 36, 36, 36],
    info: { title },
    defaultStyle: { font: 'Hans', fontSize: 10 },
    content: sheets,
  };
}
