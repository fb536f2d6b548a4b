import { useField } from '../field/context';
import { cx } from '../cx';
import { type TextInputProps } from './types';

const inputModes = {
  text: undefined,
  tel: 'tel',
  number: 'decimal',
  password: undefined,
  search: 'search',
} as const;

export function TextInput({ initial = '', kind = 'text', ...props }: TextInputProps) {
  const field = useField();
  return (
    <input
      id={field.controlId}
      className={cx('lx-input', field.invalid && 'lx-input--invalid')}
      defaultValue={initial}
      type={kind === 'number' ? 'text' : kind}
      inputMode={inputModes[kind]}
      maxLength={props.maxLength}
      placeholder={props.placeholder}
      disabled={props.disabled}
      required={field.required}
      aria-label={props.label}
      aria-describedby={field.describedBy}
      aria-invalid={field.invalid || undefined}
      onChange={(event) => props.onChange(event.target.value)}
      onBlur={(event) => props.onCommit?.(event.target.value)}
      onKeyDown={(event) => {
        // isComposing: Enter that only ends a pinyin composition is not a submission.
        if (event.key === 'Enter' && !event.nativeEvent.isComposing)
          props.onEnter?.(event.currentTarget.value);
      }}
    />
  );
}
