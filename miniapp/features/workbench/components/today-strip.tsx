import { getWorkbenchSummary, WORKBENCH_QUEUE_NAMES, type WorkbenchQueue } from '@shared/cases/contract';
import { useApi } from '@miniapp/client';
import { Icon, Tappable, Text, View, cx } from '@miniapp/ui';

const POLL_MS = 60_000;
/** What must not wait, most pressing first. */
export const TODAY: readonly WorkbenchQueue[] = ['overdue', 'dueSoon', 'unclaimed', 'returned', 'verify'];

interface TodayStripProps {
  queue: WorkbenchQueue;
  onChange: (queue: WorkbenchQueue) => void;
}

/** The day in five numbers; each opens the list it counts. */
export function TodayStrip({ queue, onChange }: TodayStripProps) {
  const { data } = useApi(getWorkbenchSummary, {}, { pollMs: POLL_MS });
  const entries = TODAY.map((name) => ({ name, entry: data?.queues.find((one) => one.queue === name) }));
  const clear = data !== undefined && entries.every(({ entry }) => entry?.count === 0);
  return (
    <View className="today">
      <View className="today__row" role="group" label="今天要紧的">
        {entries.map(({ name, entry }) => {
          const words = WORKBENCH_QUEUE_NAMES[name];
          const count = entry ? (entry.capped ? '999+' : String(entry.count)) : '–';
          return (
            <Tappable
              key={name}
              className={cx(
                'today__one',
                name === queue && 'is-current',
                entry?.count ? `today__one--${name}` : '',
              )}
              pressed={name === queue}
              onPress={() => onChange(name)}
            >
              <Text className="today__name">{words}</Text>
              <Text className="today__count lx-num">{count}</Text>
            </Tappable>
          );
        })}
      </View>
      {clear ? (
        <View className="today__clear" role="status">
          <Icon name="check-circle" size={18} />
          <Text>要紧的事都办清了，辛苦了</Text>
        </View>
      ) : null}
    </View>
  );
}
