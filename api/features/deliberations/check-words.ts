import type { Deps } from '@api/deps';
import type { ItemCare } from './topic.model';

/** Whether words are shown at once; what the check finds waits for who leads the topic. */
export function careOf(deps: Pick<Deps, 'contentCheck' | 'clock'>, ...words: string[]): ItemCare | null {
  const { suggest } = deps.contentCheck.textNow(words.join('\n'));
  return suggest === 'pass' ? null : held(deps, '自动检查认为内容可能不合适，等待审核');
}

export const held = ({ clock }: Pick<Deps, 'clock'>, reason: string): ItemCare => ({
  state: 'held',
  reason,
  at: new Date(clock()),
  by: null,
  appeal: null,
});
