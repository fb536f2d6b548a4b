import { AtActivityIndicator } from '../taro-ui';
import { cx } from '../cx';
import { Icon } from '../icon';
import { type IconName } from '../icon/names';
import { Tappable, Text } from '../primitives';

export interface ButtonProps {
  /** The words on it, and its accessible name. */
  children: string;
  onPress: () => void;
  kind?: 'primary' | 'secondary' | 'ghost' | 'danger';
  /** `small` is still a full touch target: only the letters and the padding shrink. */
  size?: 'normal' | 'small' | 'large';
  icon?: IconName;
  /** Shows that work goes on and refuses a second press. */
  loading?: boolean;
  disabled?: boolean;
  /** Takes the whole width. */
  block?: boolean;
  /** Overrides the accessible name when the words alone do not say enough ("打电话" → "给王芳打电话"). */
  label?: string;
  className?: string;
}

export function Button({
  kind = 'primary',
  size = 'normal',
  loading,
  disabled,
  block,
  icon,
  ...rest
}: ButtonProps) {
  return (
    <Tappable
      className={cx('lx-btn', `lx-btn--${kind}`, `lx-btn--${size}`, block && 'lx-btn--block', rest.className)}
      disabled={disabled || loading}
      busy={loading}
      label={rest.label}
      onPress={rest.onPress}
    >
      {loading ? <AtActivityIndicator /> : icon ? <Icon name={icon} /> : null}
      <Text>{rest.children}</Text>
    </Tappable>
  );
}

export interface IconButtonProps {
  icon: IconName;
  /** Accessible name: an icon alone says nothing to a screen reader. */
  label: string;
  onPress: () => void;
  disabled?: boolean;
  pressed?: boolean;
  className?: string;
}

export function IconButton({ icon, className, ...rest }: IconButtonProps) {
  return (
    <Tappable className={cx('lx-icon-btn', className)} {...rest}>
      <Icon name={icon} />
    </Tappable>
  );
}
