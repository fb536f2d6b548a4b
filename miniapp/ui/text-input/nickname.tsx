import { Input } from '@tarojs/components';
import { useField } from '../field/context';
import { type NicknameInputProps } from './types';

/** Offers the name of the WeChat account above the keyboard; WeChat empties what it finds unsafe. */
export function NicknameInput({ initial, maxLength, onChange }: NicknameInputProps) {
  const field = useField();
  return (
    <Input
      className="lx-input"
      placeholderClass="lx-input__placeholder"
      type="nickname"
      defaultValue={initial}
      maxlength={maxLength}
      ariaLabel={field.label}
      onInput={(event) => onChange(event.detail.value)}
      onBlur={(event) => onChange(event.detail.value)}
    />
  );
}
