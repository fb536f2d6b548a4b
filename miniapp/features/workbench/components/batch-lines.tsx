import { Icon, List, ListItem, Text, View, cx } from '@miniapp/ui';
import { type BatchLine } from '../model/batch';

interface BatchLinesProps {
  title: string;
  lines: readonly BatchLine[];
}

/** Case by case: which, and if not, why not. */
export function BatchLines({ title, lines }: BatchLinesProps) {
  if (lines.length === 0) return null;
  return (
    <View>
      <View className="lx-caption">{title}</View>
      <List className="batch-lines" label={title}>
        {lines.map(({ id, number, text, ok, why }) => (
          <ListItem key={id} className={cx('batch-lines__one', !ok && 'is-refused')}>
            <Icon name={ok ? 'check-circle' : 'minus-circle'} size={20} />
            <View className="lx-grow batch-lines__text">
              <View className="lx-ellipsis">{text}</View>
              <Text className="lx-caption lx-num">{number}</Text>
              {why ? <View className="batch-lines__why">{why}</View> : null}
            </View>
          </ListItem>
        ))}
      </List>
    </View>
  );
}
