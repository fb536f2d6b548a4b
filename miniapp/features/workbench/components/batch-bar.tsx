import { Button, Text, View } from '@miniapp/ui';
import { type Ticks } from '../hooks/use-ticks';

interface BatchBarProps {
  ticks: Ticks;
  onBatch: () => void;
  /** Ends ticking on a phone. */
  onLeave?: () => void;
}

/** How many are ticked, and what can be done with them. */
export function BatchBar({ ticks, onBatch, onLeave }: BatchBarProps) {
  const count = ticks.items.length;
  return (
    <View className="batch-bar" role="group" label="批量办理">
      <Text className="lx-grow lx-num">
        {count > 0 ? `已选 ${count} 件` : onLeave ? '勾选要一起办的事' : ''}
      </Text>
      <Button kind="ghost" size="small" onPress={ticks.all}>
        全选
      </Button>
      {count > 0 || onLeave ? (
        <Button
          kind="ghost"
          size="small"
          onPress={() => {
            ticks.clear();
            onLeave?.();
          }}
        >
          取消
        </Button>
      ) : null}
      <Button size="small" disabled={count === 0} onPress={onBatch}>
        批量办理
      </Button>
    </View>
  );
}
