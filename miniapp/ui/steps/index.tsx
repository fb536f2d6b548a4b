import { cx } from '../cx';
import { Icon } from '../icon';
import { List, ListItem, Text, View } from '../primitives';

export interface StepsProps {
  /** Step names in order; the seven of a case come from the settings. */
  names: readonly string[];
  /** Index of the step under way; `names.length` when all are done. */
  current: number;
  /** The way ended before its last step (declined, withdrawn): the current step is drawn as stopped. */
  stopped?: boolean;
}

const stateWord = (index: number, current: number, stopped: boolean): string => {
  if (index < current) return '已完成';
  if (index > current) return '未开始';
  return stopped ? '已终止' : '进行中';
};

/** Where a case stands on its way. Read out as a list: "派单，进行中". */
export function Steps({ names, current, stopped = false }: StepsProps) {
  return (
    <List
      ordered
      className="lx-steps"
      label={`进度：第 ${Math.min(current + 1, names.length)} 步，共 ${names.length} 步`}
    >
      {names.map((name, index) => {
        const done = index < current;
        const now = index === current;
        return (
          <ListItem
            key={name}
            className={cx(
              'lx-steps__item',
              done && 'is-done',
              now && 'is-now',
              now && stopped && 'is-stopped',
            )}
          >
            <View className="lx-steps__dot" hidden>
              {done ? (
                <Icon name="check" size={14} />
              ) : now && stopped ? (
                <Icon name="close" size={14} />
              ) : (
                index + 1
              )}
            </View>
            <Text className="lx-steps__name">{name}</Text>
            <Text className="lx-visually-hidden">，{stateWord(index, current, stopped)}</Text>
          </ListItem>
        );
      })}
    </List>
  );
}
