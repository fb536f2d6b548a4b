import { useField } from '../field/context';
import { cx } from '../cx';
import { type AreaProps } from './area';

export function Area({ initial = '', rows = 4, ...props }: AreaProps) {
  const field = useField();
  return (
    <textarea
      id={field.controlId}
      className={cx('lx-input', 'lx-input--area', field.invalid && 'lx-input--invalid')}
      defaultValue={initial}
      rows={rows}
      maxLength={props.maxLength}
      placeholder={props.placeholder}
      disabled={props.disabled}
      required={field.required}
      aria-label={props.label}
      aria-describedby={field.describedBy}
      aria-invalid={field.invalid || undefined}
      onChange={(event) => props.onChange(event.target.value)}
      onBlur={(event) => props.onCommit?.(event.target.value)}
    />
  );
}
