import type { Column, Content, TDocumentDefinitions } from 'pdfmake/interfaces';
import { GREY, head, heading, paper, ruled } from './paper';
import type { Sheet } from './sheet';

const SIGN_OFF = ['经办人', '核实人', '负责人'];

const pairs = (rows: Sheet['facts']): Content => ({
  table: { widths: [70, '*'], body: rows.map(([label, value]) => [{ text: label, color: GREY }, value]) },
  layout: ruled,
});

/** Two photos side by side, each with what it shows. */
function photoRows(photos: Sheet['photos']): Content[] {
  const cell = ({ caption, jpeg }: Sheet['photos'][number]): Column => ({
    stack: [
      { image: `data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}`, fit: [250, 190] },
      { text: caption, fontSize: 8, color: GREY, margin: [0, 2, 0, 0] },
    ],
    width: '*',
  });
  const rows: Content[] = [];
  for (let i = 0; i < photos.length; i += 2)
    rows.push({
      columns: photos.slice(i, i + 2).map(cell),
      columnGap: 12,
      margin: [0, 0, 0, 8],
      unbreakable: true,
    });
  return rows;
}

const timeline = ({ timeline: events }: Sheet): Content => ({
  table: {
    widths: [112, 105, '*'],
    headerRows: 1,
    dontBreakRows: true,
    body: [
      ['时间', '经办', '事项'].map((text) => ({ text, bold: true })),
      ...events.map(({ at, who, title, text }) => [
        at,
        who,
        {
          stack: [
            title,
            ...(text
              ? [{ text, color: GREY, margin: [0, 2, 0, 0] as [number, number, number, number] }]
              : []),
          ],
        },
      ]),
    ],
  },
  layout: ruled,
});

const signOff = (): Content => ({
  table: {
    widths: SIGN_OFF.map(() => '*'),
    heights: [18, 52],
    body: [
      SIGN_OFF.map((text) => ({ text: `${text}（签字）`, color: GREY })),
      SIGN_OFF.map(() => ({
        text: '年    月    日',
        alignment: 'right' as const,
        color: GREY,
        margin: [0, 34, 0, 0] as [number, number, number, number],
      })),
    ],
  },
  layout: ruled,
  unbreakable: true,
});

/** The work order of a case on A4. */
export function drawSheet(sheet: Sheet): TDocumentDefinitions {
  return paper({
    title: `工单 ${sheet.number}`,
    margin: 40,
    fontSize: 10,
    lineHeight: 1.15,
    printed: sheet.printed,
    content: [
      head(
        [
          { text: '网格事项工单', bold: true, fontSize: 20 },
          { text: sheet.number, fontSize: 14, margin: [0, 6, 0, 0] },
        ],
        { link: sheet.link, words: sheet.hidden ? '扫码查看（登录后）' : '扫码查看办理进度', width: 110 },
      ),
      pairs(sheet.facts),
      heading('反映的情况'),
      { text: sheet.text },
      ...(sheet.photos.length > 0 ? [heading('照片'), ...photoRows(sheet.photos)] : []),
      ...(sheet.photosLeftOut > 0
        ? [{ text: `另有 ${sheet.photosLeftOut} 张照片或视频没有印出`, color: GREY }]
        : []),
      ...(sheet.results.length > 0 ? [heading('办理结果'), pairs(sheet.results)] : []),
      heading('办理过程'),
      ...(sheet.timelineLeftOut > 0
        ? [{ text: `更早的 ${sheet.timelineLeftOut} 条记录没有印出`, color: GREY }]
        : []),
      timeline(sheet),
      heading('签字'),
      signOff(),
    ],
  });
}
