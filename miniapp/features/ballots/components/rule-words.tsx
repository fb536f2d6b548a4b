import { List, ListItem, Text, View } from '@miniapp/ui';

/** Sentences one below the other. */
export function RuleWords({ words }: { words: readonly string[] }) {
  return (
    <List className="ballot-words">
      {words.map((line) => (
        <ListItem key={line} className="ballot-words__row">
          <View className="ballot-words__dot" hidden />
          <Text className="lx-grow lx-small">{line}</Text>
        </ListItem>
      ))}
    </List>
  );
}
