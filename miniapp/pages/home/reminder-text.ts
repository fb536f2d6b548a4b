import { type CaseSummary } from '@shared/cases/schemas';

/** What waits, in one sentence. @param more whether there are others beyond these */
export function reminderText(
  items: readonly { category: Pick<CaseSummary['category'], 'name'> }[],
  more: boolean,
): string {
  const [first] = items;
  if (!first) return '';
  if (items.length === 1)
    return `您报的「${first.category.name}」已经办好，您满意吗？说一声，也让办事的人知道。`;
  return `${more ? '有好几件事' : `有 ${items.length} 件事`}已经办好，等您说说满不满意。`;
}
