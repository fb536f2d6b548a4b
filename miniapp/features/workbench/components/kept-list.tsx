import { shanghaiDate, friendlyTime } from '@shared/time/shanghai';
import { Banner, List, ListItem, View } from '@miniapp/ui';
import { useNow } from '@miniapp/widgets/use-now';
import { type KeptWork } from '../model/kept-work';
import { WorkCard } from './work-card';

/** 14:05 of today, with the day when it is another. */
function asOf(at: number, now: number): string {
  const text = friendlyTime(at, now);
  return shanghaiDate(at) === shanghaiDate(now) ? text.replace('今天 ', '') : text;
}

export function KeptBanner({ at }: { at: number }) {
  const now = useNow();
  return (
    <Banner tone="warning">
      {`离线，数据截至 ${asOf(at, now)}。写的内容会留在这台设备上，连上网后请再提交。`}
    </Banner>
  );
}

/** The open cases as the device keeps them, for when the network is away. */
export function KeptList({ kept, onOpen }: { kept: KeptWork; onOpen: (id: string) => void }) {
  return (
    <View className="lx-stack">
      <KeptBanner at={kept.at} />
      <List className="lx-stack" label="我的待办（离线）">
        {kept.items.map((item) => (
          <ListItem key={item.id}>
            <WorkCard
              item={item}
              overlay={undefined}
              onOpen={() => onOpen(item.id)}
              onQuick={() => onOpen(item.id)}
            />
          </ListItem>
        ))}
      </List>
    </View>
  );
}
