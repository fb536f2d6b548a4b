import { type ReactNode } from 'react';
import { cx } from '../cx';
import { Icon } from '../icon';
import { type IconName } from '../icon/names';
import { List, ListItem, View } from '../primitives';
import { type StatusTone } from '../tag';

export interface TimelineItem {
  id: string;
  /** What happened, in plain words. */
  title: ReactNode;
  /** Who, function and family name. */
  who?: string;
  /** Already formatted: 今天 15:20. */
  time: string;
  tone?: StatusTone;
  icon?: IconName;
  /** Words, photos, a promised time. */
  body?: ReactNode;
}

/** What happened, newest first or last as given; the first item is drawn as the latest. */
export function Timeline({ items, label = '办理过程' }: { items: TimelineItem[]; label?: string }) {
  return (
    <List ordered className="lx-timeline" label={label}>
      {items.map(({ id, title, who, time, tone, icon, body }, index) => (
        <ListItem
          key={id}
          className={cx('lx-timeline__item', index === 0 && 'is-latest', tone && `lx-tone--${tone}`)}
        >
          <View className="lx-timeline__dot" hidden>
            <Icon name={icon ?? 'dot'} size={14} />
          </View>
          <View className="lx-timeline__content">
            <View className="lx-timeline__title">{title}</View>
            <View className="lx-timeline__meta lx-num">{who ? `${time} · ${who}` : time}</View>
            {body ? <View className="lx-timeline__body">{body}</View> : null}
          </View>
        </ListItem>
      ))}
    </List>
  );
}
