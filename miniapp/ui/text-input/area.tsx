import { Textarea } from '@tarojs/components';
import { useField } from '../field/context';
import { cx } from '../cx';
import { type TextAreaProps } from './types';

export type AreaProps = Omit<TextAreaProps, 'counter'>;

export function Area({ initial = '', maxLength = -1, ...props }: AreaProps) {
  const field = useField();
  return (
    <Textarea
      className={cx('lx-input', 'lx-input--area', field.invalid && 'lx-input--invalid')}
      placeholderClass="lx-input__placeholder"
      defaultValue={initial}
      maxlength={maxLength}
      placeholder={props.placeholder}
      disabled={props.disabled}
      disableDefaultPadding
      ariaLabel={props.label ?? field.label}
      onInput={(event) => props.onChange(event.detail.value)}
      onBlur={(event) => props.onCommit?.(event.detail.value)}
    />
  );
}
