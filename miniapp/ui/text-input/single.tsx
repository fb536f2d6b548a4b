import { Input } from '@tarojs/components';
import { useField } from '../field/context';
import { cx } from '../cx';
import { type TextInputProps } from './types';

const weappKinds = {
  text: 'text',
  tel: 'number',
  number: 'digit',
  password: 'text',
  search: 'text',
} as const;

export function TextInput({ initial = '', kind = 'text', maxLength = -1, ...props }: TextInputProps) {
  const field = useField();
  return (
    <Input
      className={cx('lx-input', field.invalid && 'lx-input--invalid')}
      placeholderClass="lx-input__placeholder"
      defaultValue={initial}
      type={weappKinds[kind]}
      password={kind === 'password'}
      confirmType={kind === 'search' ? 'search' : 'done'}
      maxlength={maxLength}
      placeholder={props.placeholder}
      disabled={props.disabled}
      ariaLabel={props.label ?? field.label}
      onInput={(event) => props.onChange(event.detail.value)}
      onBlur={(event) => props.onCommit?.(event.detail.value)}
      onConfirm={(event) => props.onEnter?.(event.detail.value)}
    />
  );
}
