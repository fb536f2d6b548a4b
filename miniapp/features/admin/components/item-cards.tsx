import { type ReactNode } from 'react';
import { Button, Card, View } from '@miniapp/ui';

interface ItemCardsProps<T> {
  value: readonly T[];
  /** What a new one begins with. */
  blank: T;
  most: number;
  /** The counting word: 第 1 份. */
  unit: string;
  /** Words on the button that adds one. */
  add: string;
  onChange: (value: T[]) => void;
  /** The fields of one. */
  children: (item: T, edit: (part: Partial<T>) => void) => ReactNode;
}

/** A list that is edited as cards, one for each, which can be added and taken out. */
export function ItemCards<T>({ value, blank, most, unit, add, onChange, children }: ItemCardsProps<T>) {
  const edit = (index: number, part: Partial<T>) =>
    onChange(value.map((item, at) => (at === index ? { ...item, ...part } : item)));
  return (
    <View className="lx-stack">
      {value.map((item, index) => (
        // An item has no other identity than its place; taking one out redraws those behind it.
        <Card key={`${index}/${value.length}`} title={`第 ${index + 1} ${unit}`}>
          <View className="lx-stack">
            {children(item, (part) => edit(index, part))}
            <Button
              kind="ghost"
              size="small"
              icon="trash"
              onPress={() => onChange(value.filter((_, at) => at !== index))}
            >
              {`去掉第 ${index + 1} ${unit}`}
            </Button>
          </View>
        </Card>
      ))}
      {value.length < most ? (
        <Button kind="secondary" icon="plus" onPress={() => onChange([...value, blank])}>
          {add}
        </Button>
      ) : null}
    </View>
  );
}
