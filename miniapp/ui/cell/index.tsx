import { type ReactNode } from 'react';
import { cx } from '../cx';
import { Icon } from '../icon';
import { type IconName } from '../icon/names';
import { List, ListItem, Tappable, Text, View } from '../primitives';

export interface CellProps {
  title: ReactNode;
  /** Second line. */
  note?: ReactNode;
  /** Right side: value, tag, badge. */
  value?: ReactNode;
  icon?: IconName;
  /** Left side in place of an icon: avatar, photo. */
  lead?: ReactNode;
  /** Makes it a button with a chevron. */
  onPress?: () => void;
  label?: string;
  className?: string;
}

/** One line of a `CellList`. */
export function Cell({ title, note, value, icon, lead, onPress, label, className }: CellProps) {
  const body = (
    <>
      {lead ?? (icon ? <Icon name={icon} className="lx-cell__icon" /> : null)}
      <View className="lx-cell__text">
        <View className="lx-cell__title">{title}</View>
        {note ? <View className="lx-cell__note">{note}</View> : null}
      </View>
      {value !== undefined && value !== null ? <View className="lx-cell__value">{value}</View> : null}
      {onPress ? <Icon name="chevron-right" className="lx-cell__chevron" /> : null}
    </>
  );
  return (
    <ListItem className={cx('lx-cell', className)}>
      {onPress ? (
        <Tappable className="lx-cell__row lx-cell__row--press" onPress={onPress} label={label}>
          {body}
        </Tappable>
      ) : (
        <View className="lx-cell__row">{body}</View>
      )}
    </ListItem>
  );
}

export interface CellListProps {
  /** Small heading above the list. */
  title?: string;
  label?: string;
  children?: ReactNode;
}

export function CellList({ title, label, children }: CellListProps) {
  return (
    <View>
      {title ? <Text className="lx-cell-list__title">{title}</Text> : null}
      <List className="lx-cell-list" label={label ?? title}>
        {children}
      </List>
    </View>
  );
}
