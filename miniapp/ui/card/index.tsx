import { type ReactNode } from 'react';
import { cx } from '../cx';
import { Heading, Landmark, Tappable, View } from '../primitives';

export interface CardProps {
  title?: string;
  /** Right of the title: a link button, a tag. */
  extra?: ReactNode;
  /** Makes the whole card one button; then it must hold no other control. */
  onPress?: () => void;
  label?: string;
  /** `flush` leaves the padding to the contents (lists, maps, pictures). */
  flush?: boolean;
  className?: string;
  children?: ReactNode;
}

export function Card({ title, extra, onPress, label, flush, className, children }: CardProps) {
  const classes = cx('lx-card', flush && 'lx-card--flush', className);
  if (onPress) {
    return (
      <Tappable className={cx(classes, 'lx-card--press')} onPress={onPress} label={label}>
        {children}
      </Tappable>
    );
  }
  return (
    <Landmark as="section" className={classes} label={label ?? title}>
      {title || extra ? (
        <View className="lx-card__head">
          <Heading level={2} className="lx-card__title">
            {title}
          </Heading>
          {extra}
        </View>
      ) : null}
      {children}
    </Landmark>
  );
}
