import { type ReactNode } from 'react';
import { cx } from '../cx';
import { Icon } from '../icon';
import { type IconName } from '../icon/names';
import { ListItem, Tappable, View } from '../primitives';

export interface SwitchCellProps {
  title: string;
  /** Second line. */
  note?: ReactNode;
  icon?: IconName;
  on: boolean;
  onChange: (on: boolean) => void;
  /** Accessible name when the title alone says too little. */
  label?: string;
}

/** One line of a `CellList` that is switched on or off by a tap anywhere on it. */
export function SwitchCell({ title, note, icon, on, onChange, label }: SwitchCellProps) {
  return (
    <ListItem className="lx-cell">
      <Tappable
        className="lx-cell__row lx-cell__row--press"
        role="switch"
        checked={on}
        label={label ?? title}
        onPress={() => onChange(!on)}
      >
        {icon ? <Icon name={icon} className="lx-cell__icon" /> : null}
        <View className="lx-cell__text">
          <View className="lx-cell__title">{title}</View>
          {note ? <View className="lx-cell__note">{note}</View> : null}
        </View>
        <View className="lx-cell__value">{on ? '已开' : '未开'}</View>
        <View className={cx('lx-switch', on && 'lx-switch--on')} hidden>
          <View className="lx-switch__knob" />
        </View>
      </Tappable>
    </ListItem>
  );
}
