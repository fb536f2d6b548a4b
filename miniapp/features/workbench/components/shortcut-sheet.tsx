import { List, ListItem, Sheet, Text, View } from '@miniapp/ui';
import { SHORTCUTS } from '../model/shortcuts';

/** All keys of the workbench with what each does. */
export function ShortcutSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Sheet open={open} title="键盘快捷键" onClose={onClose}>
      <List className="shortcuts" label="键盘快捷键">
        {SHORTCUTS.map(({ key, shown, words }) => (
          <ListItem key={key} className="shortcuts__one">
            <Text className="shortcuts__key">{shown}</Text>
            <Text>{words}</Text>
          </ListItem>
        ))}
      </List>
      <View className="lx-caption">正在打字或打开窗口时，这些键不起作用。</View>
    </Sheet>
  );
}
