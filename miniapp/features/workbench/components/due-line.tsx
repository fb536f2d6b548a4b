import { type CaseSummary } from '@shared/cases/schemas';
import { Icon, Text, View } from '@miniapp/ui';
import { useNow } from '@miniapp/widgets/use-now';
import { dueOf } from '../model/due';

/** The running deadline in words, with icon and colour: 答复已超时 2 天 · 11月20日 17:30 前. */
export function DueLine({ item }: { item: Pick<CaseSummary, 'status' | 'deadlines' | 'flags'> }) {
  const due = dueOf(item, useNow());
  if (!due) return item.flags.hold ? <View className="due due--calm">已暂停计时</View> : null;
  return (
    <View className={`due due--${due.tone} lx-num`}>
      <Icon name={due.tone === 'late' ? 'alert' : 'clock'} size={16} />
      <Text className="due__left">{due.short}</Text>
      <Text className="due__by">{due.by}</Text>
    </View>
  );
}
