import { cx } from '../cx';
import { Tappable, Text, View } from '../primitives';
import { useRovingKeys } from '../roving-keys';

export interface SegmentedProps<Value extends string> {
  /** Two to four; `count` is shown behind the words. */
  options: readonly { value: Value; text: string; count?: number }[];
  value: Value;
  onChange: (value: Value) => void;
  label: string;
}

/** Switches between views of the same list (我的 · 关注的). */
export function Segmented<Value extends string>({ options, value, onChange, label }: SegmentedProps<Value>) {
  const keys = useRovingKeys(
    options.map((option) => option.value),
    value,
    onChange,
  );
  return (
    <View className="lx-segmented" role="radiogroup" label={label} id={keys.id}>
      {options.map((option) => (
        <Tappable
          key={option.value}
          className={cx('lx-segmented__item', option.value === value && 'lx-segmented__item--on')}
          role="radio"
          checked={option.value === value}
          tabIndex={keys.tabIndex(option.value)}
          onPress={() => onChange(option.value)}
        >
          <Text>{option.count === undefined ? option.text : `${option.text} ${option.count}`}</Text>
        </Tappable>
      ))}
    </View>
  );
}
