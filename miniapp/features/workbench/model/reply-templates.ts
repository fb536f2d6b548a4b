import { type REPLY_RESULTS } from '@shared/cases/action-bodies';

export type ReplyResult = (typeof REPLY_RESULTS)[number];

/** Three beginnings per result; what only the worker knows is left as 「……」 so that nobody sends it unread. */
const TEMPLATES: Record<ReplyResult, readonly [string, string, string]> = {
  solved: [
    '您反映的「{category}」，我已到现场处理完毕，处理后的照片附后，请您看看。',
    '已联系……到现场处理，问题已经解决。如果再出现，请随时告诉我。',
    '现场已恢复正常，我今后巡查时会多留意这里。谢谢您告诉我们。',
  ],
  partly: [
    '您反映的「{category}」已先做了处理：……。剩下的部分需要……，预计……完成，届时再告诉您。',
    '眼前的影响已经消除，根本解决还要……，我会继续跟进。',
    '已经和……说好分步处理，第一步……已经完成。',
  ],
  explained: [
    '我到现场看过，情况是……。按照规定……，特向您说明。',
    '您反映的「{category}」，责任单位是……，已把您的意见转告他们，联系电话……。',
    '这件事正在按计划进行：……，预计……有结果，请您放心。',
  ],
  impossible: [
    '您反映的「{category}」目前还不能解决，原因是……。一旦条件具备，我会马上联系您。',
    '这件事超出网格的职责范围，需要……来办，建议您联系……。',
    '已经试过……，暂时没有办法。我们先采取……，减少对您的影响。',
  ],
};

export const BLANK = '……';

const VERIFY_TEMPLATES = {
  pass: ['我到现场看过，问题确实解决了。', '已电话回访，反映人认可处理结果。', '照片与现场一致，处理到位。'],
  fail: ['我到现场看过，问题还在，请继续处理。', '只处理了一部分，还差……，请补上。', '答复与现场不符：……'],
} as const;

/** Quick templates of a finding. */
export function verifyTemplates(pass: boolean): readonly string[] {
  return pass ? VERIFY_TEMPLATES.pass : VERIFY_TEMPLATES.fail;
}

/** Quick templates of a result with the case's category filled in. */
export function replyTemplates(result: ReplyResult, categoryName: string): string[] {
  return TEMPLATES[result].map((template) => template.replace('{category}', categoryName));
}

/** A template's gap that nobody filled: asked about before sending. */
export function hasBlank(text: string): boolean {
  return text.includes(BLANK);
}
