import {
  getWorkbenchSummary,
  WORKBENCH_QUEUE_NAMES,
  WORKBENCH_QUEUES,
  type WorkbenchQueue,
} from '@shared/cases/contract';
import { useApi } from '@miniapp/client';
import { Scroller, Tappable, Text, View, cx } from '@miniapp/ui';
import { TODAY } from './today-strip';

const POLL_MS = 60_000;
/** The others stand in the strip of the day. */
const TABS = WORKBENCH_QUEUES.filter((name) => !TODAY.includes(name));

export interface QueueTabsProps {
  queue: WorkbenchQueue;
  onChange: (queue: WorkbenchQueue) => void;
}

/** The queues with how many wait in each. 999+ and not a wrong number where the API stopped counting. */
export function QueueTabs({ queue, onChange }: QueueTabsProps) {
  const summary = useApi(getWorkbenchSummary, {}, { pollMs: POLL_MS });
  return (
    <Scroller className="queue-tabs">
      <View className="queue-tabs__row" role="group" label="工作队列">
        {TABS.map((name) => {
          const entry = summary.data?.queues.find((candidate) => candidate.queue === name);
          const count = entry ? (entry.capped ? '999+' : String(entry.count)) : '';
          const words = entry?.name ?? WORKBENCH_QUEUE_NAMES[name];
          return (
            <Tappable
              key={name}
              className={cx('queue-tabs__tab', name === queue && 'is-current')}
              pressed={name === queue}
              label={count ? `${words}，${count} 件` : words}
              onPress={() => onChange(name)}
            >
              <Text>{words}</Text>
              {count ? <Text className="queue-tabs__count lx-num">{count}</Text> : null}
            </Tappable>
          );
        })}
      </View>
    </Scroller>
  );
}
