import { cx } from '../cx';
import { useField } from '../field/context';
import { Icon } from '../icon';
import { type IconName } from '../icon/names';
import { Tappable, Text, View } from '../primitives';
import { useRovingKeys } from '../roving-keys';

export interface ChoiceOption<Value extends string> {
  value: Value;
  text: string;
  note?: string;
  icon?: IconName;
  disabled?: boolean;
}

interface Common<Value extends string> {
  options: readonly ChoiceOption<Value>[];
  /** Accessible name of the group when no `Field` gives one. */
  label?: string;
  /** `chips` side by side, `rows` one below the other with a note each. */
  layout?: 'chips' | 'rows';
}

export interface ChoiceProps<Value extends string> extends Common<Value> {
  value: Value | undefined;
  onChange: (value: Value) => void;
}

/** One of several: a radio group. Arrow keys move on H5. */
export function Choice<Value extends string>({
  options,
  value,
  onChange,
  label,
  layout = 'chips',
}: ChoiceProps<Value>) {
  const field = useField();
  const keys = useRovingKeys(
    options.map((option) => option.value),
    value,
    onChange,
  );
  return (
    <View
      className={`lx-choice lx-choice--${layout}`}
      role="radiogroup"
      label={label ?? field.label}
      id={keys.id}
    >
      {options.map((option) => (
        <Chip
          key={option.value}
          option={option}
          role="radio"
          on={option.value === value}
          tabIndex={keys.tabIndex(option.value)}
          onPress={() => onChange(option.value)}
        />
      ))}
    </View>
  );
}

export interface MultiChoiceProps<Value extends string> extends Common<Value> {
  values: readonly Value[];
  onChange: (values: Value[]) => void;
}

/** Any of several: check boxes. */
export function MultiChoice<Value extends string>(props: MultiChoiceProps<Value>) {
  const { options, values, onChange, label, layout = 'chips' } = props;
  const field = useField();
  const toggle = (value: Value): void =>
    onChange(values.includes(value) ? values.filter((other) => other !== value) : [...values, value]);
  return (
    <View className={`lx-choice lx-choice--${layout}`} role="group" label={label ?? field.label}>
      {options.map((option) => (
        <Chip
          key={option.value}
          option={option}
          role="checkbox"
          on={values.includes(option.value)}
          onPress={() => toggle(option.value)}
        />
      ))}
    </View>
  );
}

interface ChipProps {
  option: ChoiceOption<string>;
  role: 'radio' | 'checkbox';
  on: boolean;
  tabIndex?: number;
  onPress: () => void;
}

function Chip({ option, role, on, tabIndex, onPress }: ChipProps) {
  return (
    <Tappable
      className={cx('lx-chip', on && 'lx-chip--on')}
      role={role}
      checked={on}
      disabled={option.disabled}
      tabIndex={tabIndex}
      onPress={onPress}
    >
      {on ? <Icon name="check" size={16} /> : option.icon ? <Icon name={option.icon} size={16} /> : null}
      <View className="lx-chip__text">
        <Text>{option.text}</Text>
        {option.note ? <View className="lx-chip__note">{option.note}</View> : null}
      </View>
    </Tappable>
  );
}
