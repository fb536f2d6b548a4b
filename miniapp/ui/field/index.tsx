import { type ReactNode, useId } from 'react';
import { cx } from '../cx';
import { Icon } from '../icon';
import { Text, View } from '../primitives';
import { FieldContext } from './context';
import { Label } from './label';

export interface FieldProps {
  label: string;
  /** One line of help below the label. */
  hint?: string;
  /** What is wrong and how to mend it; ties to the control and is read out. */
  error?: string;
  required?: boolean;
  optional?: boolean;
  /** `group` for several controls under one label (chips, stars, photos): a fieldset, not a label. */
  group?: boolean;
  children: ReactNode;
}

export function Field({ label, hint, error, required, optional, group, children }: FieldProps) {
  const id = useId().replace(/:/g, '');
  const controlId = `field-${id}`;
  const describedBy = [hint && `${controlId}-hint`, error && `${controlId}-error`].filter(Boolean).join(' ');
  return (
    <FieldContext.Provider
      value={{ controlId, describedBy: describedBy || undefined, invalid: Boolean(error), required, label }}
    >
      <View
        className={cx('lx-field', error && 'lx-field--error')}
        role={group ? 'group' : undefined}
        label={group ? label : undefined}
      >
        <Label className="lx-field__label" htmlFor={group ? undefined : controlId}>
          {label}
          {optional ? <Text className="lx-field__optional">选填</Text> : null}
        </Label>
        {hint ? (
          <View className="lx-field__hint" id={`${controlId}-hint`}>
            {hint}
          </View>
        ) : null}
        {children}
        {error ? (
          <View className="lx-field__error" id={`${controlId}-error`} role="alert">
            <Icon name="alert" size={16} />
            <Text>{error}</Text>
          </View>
        ) : null}
      </View>
    </FieldContext.Provider>
  );
}
