import type { TDocumentDefinitions } from 'pdfmake/interfaces';
import type { CertificateSheet } from './certificate-sheet';

const INK = '#1f2933';
const GREY = '#595959';
const BLUE = '#1668a8';
const WIDTH = 841.89;
const HEIGHT = 595.28;

/** A frame around the page, in two lines. */
const frame = () => [
  {
    canvas: [
      { type: 'rect' as const, x: 24, y: 24, w: WIDTH - 48, h: HEIGHT - 48, lineWidth: 3, lineColor: BLUE },
      {
        type: 'rect' as const,
        x: 32,
        y: 32,
        w: WIDTH - 64,
        h: HEIGHT - 64,
        lineWidth: 0.75,
        lineColor: BLUE,
      },
    ],
  },
];

/** The certificate of hours served, A4 lengthwise. */
export function drawCertificatePage(sheet: CertificateSheet): TDocumentDefinitions {
  const { name, period, hours, services, points, honour } = sheet;
  return {
    pageSize: 'A4',
    pageOrientation: 'landscape',
    pageMargins: [90, 80, 90, 60],
    background: frame,
    info: { title: `志愿服务证书 ${sheet.code}` },
    defaultStyle: { font: 'Hans', fontSize: 16, lineHeight: 1.5, color: INK },
    content: [
      { text: '志愿服务证书', bold: true, fontSize: 36, alignment: 'center', color: BLUE },
      { text: `编号 ${sheet.code}`, fontSize: 11, color: GREY, alignment: 'center', margin: [0, 2, 0, 28] },
      { text: [{ text: name, bold: true, fontSize: 22 }, ' 同志：'] },
      {
        text: [
          `${period}，您参加志愿服务 `,
          { text: String(services), bold: true },
          ' 次，服务时长 ',
          { text: hours, bold: true },
          '，累计积分 ',
          { text: String(points), bold: true },
          honour ? ' 分，获得称号' : ' 分。',
          ...(honour ? [{ text: `「${honour}」`, bold: true }, '。'] : []),
        ],
        leadingIndent: 32,
        margin: [0, 12, 0, 6],
      },
      { text: '感谢您为邻里付出的时间，特发此证。', leadingIndent: 32, margin: [0, 0, 0, 26] },
      {
        columns: [
          {
            width: 220,
            columns: [
              { width: 84, qr: sheet.link, fit: 84 },
              {
                width: '*',
                text: '扫码查验真伪，\n或在「查验证书」里输入编号',
                fontSize: 9,
                color: GREY,
                margin: [8, 22, 0, 0],
              },
            ],
          },
          {
            width: '*',
            stack: [
              { text: sheet.issuer, alignment: 'right' },
              { text: sheet.issued, alignment: 'right' },
            ],
            margin: [0, 12, 0, 0],
          },
        ],
      },
    ],
  };
}
