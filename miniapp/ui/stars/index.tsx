import { cx } from '../cx';
import { Icon } from '../icon';
import { Tappable, Text, View } from '../primitives';
import { useRovingKeys } from '../roving-keys';

const words = ['很不满意', '不满意', '一般', '满意', '非常满意'] as const;
const scores = [1, 2, 3, 4, 5] as const;

export interface StarsProps {
  /** What is rated: 响应速度, 服务态度, 办理结果. */
  label: string;
  /** 1–5; undefined before the first choice. */
  value: number | undefined;
  onChange: (score: number) => void;
}

/** Five stars as a radio group, with the word of the chosen one beside it. */
export function Stars({ label, value, onChange }: StarsProps) {
  const keys = useRovingKeys<number>(scores, value, onChange);
  return (
    <View className="lx-stars">
      <Text className="lx-stars__label">{label}</Text>
      <View className="lx-stars__row" role="radiogroup" label={label} id={keys.id}>
        {scores.map((score) => (
          <Tappable
            key={score}
            className={cx('lx-stars__star', value !== undefined && score <= value && 'is-on')}
            role="radio"
            label={`${score} 星，${words[score - 1]}`}
            checked={score === value}
            tabIndex={keys.tabIndex(score)}
            onPress={() => onChange(score)}
          >
            <Icon name={value !== undefined && score <= value ? 'star-filled' : 'star'} />
          </Tappable>
        ))}
      </View>
      <Text className="lx-stars__word">{value ? words[value - 1] : '点星评价'}</Text>
    </View>
  );
}

/** A given rating, read only. */
export function StarsShown({ label, value }: { label: string; value: number }) {
  return (
    <View className="lx-stars-shown" role="img" label={`${label} ${value} 星`}>
      {scores.map((score) => (
        <Icon key={score} name={score <= Math.round(value) ? 'star-filled' : 'star'} size={18} />
      ))}
    </View>
  );
}
