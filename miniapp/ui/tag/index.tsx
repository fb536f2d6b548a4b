import { cx } from '../cx';
import { Icon } from '../icon';
import { type IconName } from '../icon/names';
import { Text } from '../primitives';
import { AtTag } from '../taro-ui';

/** The five meanings of a status colour; the case states are mapped to them in `widgets/`. */
export type StatusTone = 'waiting' | 'working' | 'done' | 'overdue' | 'declined';

const toneIcons: Record<StatusTone, IconName> = {
  waiting: 'clock',
  working: 'wrench',
  done: 'check-circle',
  overdue: 'alert',
  declined: 'minus-circle',
};

export interface StatusTagProps {
  tone: StatusTone;
  /** The word: colour and icon never speak alone. */
  children: string;
  icon?: IconName;
}

export function StatusTag({ tone, children, icon }: StatusTagProps) {
  return (
    <AtTag size="small" circle className={cx('lx-tag', `lx-tag--${tone}`)}>
      <Icon name={icon ?? toneIcons[tone]} />
      <Text>{children}</Text>
    </AtTag>
  );
}

/** A neutral label ("公开", "民生事项"); `party` is the party-building red, used sparingly. */
export function Tag({ children, kind, icon }: { children: string; kind?: 'party'; icon?: IconName }) {
  return (
    <AtTag size="small" circle className={cx('lx-tag', kind && `lx-tag--${kind}`)}>
      {icon ? <Icon name={icon} /> : null}
      <Text>{children}</Text>
    </AtTag>
  );
}
