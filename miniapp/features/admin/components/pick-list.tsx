import { Button, View } from '@miniapp/ui';

export interface PickListProps {
  /** What is chosen: each can be taken out again. */
  chosen: readonly { value: string; name: string }[];
  /** Words on the button that adds one. */
  add: string;
  onAdd: () => void;
  onRemove: (value: string) => void;
}

/** Several chosen things as buttons that take them out, and one to add more. */
export function PickList({ chosen, add, onAdd, onRemove }: PickListProps) {
  return (
    <View className="admin-picks">
      {chosen.map(({ value, name }) => (
        <Button
          key={value}
          kind="secondary"
          size="small"
          icon="close"
          label={`去掉${name}`}
          onPress={() => onRemove(value)}
        >
          {name}
        </Button>
      ))}
      <Button kind="ghost" size="small" icon="plus" onPress={onAdd}>
        {add}
      </Button>
    </View>
  );
}
