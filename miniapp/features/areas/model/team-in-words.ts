import { type ContactsView } from '@shared/areas/schemas';

/** The norm and its gaps as a resident would put it: "按规定要有 …；现在还缺 1 名网格长，正在补。" */
export function teamInWords({ norm, center }: Pick<ContactsView, 'norm' | 'center'>): string {
  const required = norm.required
    .map(({ functionName, atLeast }) => `${functionName} ${atLeast} 名`)
    .join('、');
  const rule = `这个网格按「${norm.name}」配人：${required}，另有若干志愿者。`;
  if (norm.vacancies.length === 0) return `${rule}现在人员齐全。`;
  const gaps = norm.vacancies.map(({ functionName, missing }) => `${missing} 名${functionName}`).join('、');
  return `${rule}现在还缺 ${gaps}，补上之前由${center?.name ?? '社区'}负责。`;
}
