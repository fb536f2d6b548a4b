import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces';
import { GREY, head, heading, paper, ruled } from './paper';
import type { ResultSheet } from './result-sheet';

/** On one page, whichever. */
const together = (...stack: Content[]): Content => ({ stack, unbreakable: true });

const pairs = (rows: [string, string][]): Content => ({
  table: {
    widths: ['*', 'auto'],
    body: rows.map(([label, value]) => [label, { text: value, alignment: 'right' as const }]),
  },
  layout: ruled,
});

const lines = (words: string[]): Content => ({ ul: words, margin: [0, 0, 0, 2] });

const options = ({ options: rows }: ResultSheet): Content => ({
  table: {
    widths: [24, '*', 50, 60, 50],
    headerRows: 1,
    dontBreakRows: true,
    body: [
      ['', '选项', '得票', '占投票数', '结果'].map((text) => ({ text, bold: true })),
      ...rows.map(({ id, text, votes, share, decided }) => [
        id,
        text,
        String(votes),
        share,
        { text: decided ? '通过' : '未通过', bold: decided },
      ]),
    ],
  },
  layout: ruled,
});

const seal = ({ area }: ResultSheet): Content => ({
  stack: [
    { text: area, alignment: 'right' },
    { text: '（盖章）        年    月    日', alignment: 'right', color: GREY, margin: [0, 6, 0, 0] },
  ],
  margin: [0, 28, 0, 0],
});

/** 公示: the result of a ballot on A4, with every number there is and the way to count it again. */
export function drawResult(sheet: ResultSheet): TDocumentDefinitions {
  return paper({
    title: `表决结果公示：${sheet.title}`,
    margin: 48,
    fontSize: 10.5,
    lineHeight: 1.25,
    printed: sheet.printed,
    content: [
      head(
        [
          { text: '表决结果公示', bold: true, fontSize: 22 },
          { text: `${sheet.area} · ${sheet.title}`, fontSize: 11, color: GREY, margin: [0, 4, 0, 0] },
        ],
        { link: sheet.link, words: '扫码看结果和复核', width: 90 },
      ),
      { text: sheet.question, bold: true, fontSize: 15, margin: [0, 0, 0, 6] },
      { text: sheet.summary, bold: true, fontSize: 13, margin: [0, 0, 0, 4] },
      heading('各选项得票'),
      options(sheet),
      heading('投票人数和通过的条件'),
      pairs(sheet.figures),
      heading('结果怎样得出'),
      lines(sheet.words),
      heading('表决开始前公布的规则'),
      lines(sheet.rules),
      heading('全部选票'),
      {
        text: '选票不带任何人的信息，也没有先后；用它们照规则重算，就能复核结果。',
        color: GREY,
        margin: [0, 0, 0, 4],
      },
      pairs(sheet.ballots),
      ...(sheet.buildings.length > 0
        ? [heading('各处投票情况（5 票以下的不单独列出）'), pairs(sheet.buildings)]
        : []),
      together(heading('日期'), pairs(sheet.dates)),
      together(
        heading('复核码'),
        { text: '结果的校验码（SHA-256），已记入只能增加、不能修改的日志：', color: GREY },
        { text: sheet.hash, fontSize: 9, margin: [0, 2, 0, 0] },
        seal(sheet),
      ),
    ],
  });
}
