import { Button, View } from '@miniapp/ui';
import { type NamedTarget } from '../model/action-draft';

interface TargetFieldProps {
  named: NamedTarget | undefined;
  /** 派给, 换给: for the button's accessible name. */
  verb: string;
  note?: string;
  onOpen: () => void;
}

/** Who is chosen, and the button to choose another. */
export function TargetField({ named, verb, note, onOpen }: TargetFieldProps) {
  return (
    <View className="category-field">
      <View className="lx-grow">
        <View className="category-field__name">{named?.name ?? '还没有选'}</View>
        {note ? <View className="lx-caption">{note}</View> : null}
      </View>
      <Button
        kind="secondary"
        size="small"
        label={named ? `换一个，现在${verb}${named.name}` : `选择${verb}谁`}
        onPress={onOpen}
      >
        {named ? '换一个' : '选择'}
      </Button>
    </View>
  );
}
