import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces';

/** The poster of a grid: who serves it, and a code that leads to its page. */
export interface PosterSheet {
  title: string;
  /** Street and community. */
  above: string;
  people: { name: string; function: string; duties: string; hours: string }[];
  center: { name: string; phone: string | null; address: string | null; hours: string } | null;
  link: string;
}

const BLUE = '#1668A8';
const GREY = '#595959';

const person = ({ name, function: post, duties, hours }: PosterSheet['people'][number]): Content => ({
  stack: [
    {
      columns: [
        { text: name, bold: true, fontSize: 20, width: 'auto' },
        { text: post, fontSize: 13, color: BLUE, margin: [10, 6, 0, 0] },
      ],
    },
    { text: duties, fontSize: 11, margin: [0, 3, 0, 0] },
    { text: hours, fontSize: 10, color: GREY, margin: [0, 2, 0, 12] },
  ],
  unbreakable: true,
});

export function drawPoster({ title, above, people, center, link }: PosterSheet): TDocumentDefinitions {
  return {
    pageSize: 'A4',
    pageMargins: [48, 44, 48, 40],
    info: { title: `${title} 海报` },
    defaultStyle: { font: 'Hans', fontSize: 11, lineHeight: 1.15 },
    content: [
      { text: '您身边的网格员', fontSize: 14, color: BLUE },
      { text: title, bold: true, fontSize: 40, margin: [0, 4, 0, 0] },
      { text: above, fontSize: 13, color: GREY, margin: [0, 2, 0, 14] },
      {
        canvas: [{ type: 'line', x1: 0, y1: 0, x2: 499, y2: 0, lineWidth: 2, lineColor: BLUE }],
        margin: [0, 0, 0, 18],
      },
      {
        columns: [
          {
            stack:
              people.length > 0
                ? people.map(person)
                : [{ text: '这个网格的人员还没有到位，请找社区中心。', fontSize: 13, color: GREY }],
            width: '*',
          },
          {
            width: 190,
            stack: [
              { qr: link, fit: 180, eccLevel: 'M', alignment: 'right' },
              { text: '微信扫一扫', bold: true, fontSize: 14, alignment: 'right', margin: [0, 8, 0, 2] },
              { text: '找网格员、报事、看办理、约代办', fontSize: 10, color: GREY, alignment: 'right' },
            ],
          },
        ],
        columnGap: 20,
      },
      ...(center
        ? [
            {
              margin: [0, 16, 0, 0] as [number, number, number, number],
              stack: [
                { text: center.name, bold: true, fontSize: 14 },
                ...(center.phone
                  ? [{ text: `值班电话 ${center.phone}`, fontSize: 20, bold: true, color: BLUE }]
                  : []),
                {
                  text: [center.hours, center.address].filter(Boolean).join(' · '),
                  fontSize: 11,
                  color: GREY,
                },
              ],
            },
          ]
        : []),
      { text: '有危险的急事请直接拨打 110、119、120。', fontSize: 11, margin: [0, 16, 0, 0] },
    ],
  };
}
