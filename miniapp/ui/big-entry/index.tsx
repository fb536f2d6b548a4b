import { Icon } from '../icon';
import { type IconName } from '../icon/names';
import { Tappable, Text, View } from '../primitives';

export interface BigEntryProps {
  icon: IconName;
  title: string;
  note?: string;
  /** The one thing to do first is drawn filled. */
  primary?: boolean;
  onPress: () => void;
}

/** A door of the home page as large as a hand: elder mode shows three of them. */
export function BigEntry({ icon, title, note, primary, onPress }: BigEntryProps) {
  return (
    <Tappable
      className={`lx-big-entry ${primary ? 'lx-big-entry--primary' : ''}`}
      label={note ? `${title}，${note}` : title}
      onPress={onPress}
    >
      <View className="lx-big-entry__icon" hidden>
        <Icon name={icon} size={32} />
      </View>
      <View className="lx-grow">
        <Text className="lx-big-entry__title">{title}</Text>
        {note ? <Text className="lx-big-entry__note">{note}</Text> : null}
      </View>
    </Tappable>
  );
}
