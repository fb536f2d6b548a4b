import { type ReactNode } from 'react';
import { Icon } from '../icon';
import { type IconName } from '../icon/names';
import { Tappable, Text, View } from '../primitives';

export interface BannerProps {
  tone?: 'info' | 'warning' | 'danger' | 'success';
  children: ReactNode;
  action?: { text: string; onPress: () => void };
  /** Read out at once when it appears (emergency warning, lost connection). */
  urgent?: boolean;
}

const icons: Record<NonNullable<BannerProps['tone']>, IconName> = {
  info: 'info',
  warning: 'alert',
  danger: 'alert',
  success: 'check-circle',
};

/** A sentence across the page: something the reader must know now. */
export function Banner({ tone = 'info', children, action, urgent }: BannerProps) {
  return (
    <View className={`lx-banner lx-banner--${tone}`} role={urgent ? 'alert' : undefined}>
      <Icon name={icons[tone]} className="lx-banner__icon" />
      <View className="lx-banner__text">{children}</View>
      {action ? (
        <Tappable className="lx-banner__action" onPress={action.onPress}>
          <Text>{action.text}</Text>
        </Tappable>
      ) : null}
    </View>
  );
}
