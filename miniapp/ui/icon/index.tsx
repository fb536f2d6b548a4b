import { type CSSProperties } from 'react';
import { View } from '../primitives';
import { type IconName } from './names';

export interface IconProps {
  name: IconName;
  /** Pixels; by default the theme's icon size (20, elder 26). */
  size?: number;
  /** Only when no text beside it says the same; otherwise the icon is decoration. */
  label?: string;
  className?: string;
}

export function Icon({ name, size, label, className }: IconProps) {
  const style = size === undefined ? undefined : ({ '--icon-size': `${size}px` } as CSSProperties);
  return (
    <View
      className={`lx-icon lx-icon--${name} ${className ?? ''}`}
      style={style}
      role={label ? 'img' : undefined}
      label={label}
      hidden={!label}
    />
  );
}
