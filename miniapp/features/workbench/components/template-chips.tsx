import { List, ListItem, Tappable, Text, View, confirm } from '@miniapp/ui';
import { type DraftHandle } from '../hooks/use-action-draft';

/** Ready sentences. One that would replace what somebody wrote asks first. */
export function TemplateChips({ handle, templates }: { handle: DraftHandle; templates: readonly string[] }) {
  const use = async (template: string): Promise<void> => {
    const written = handle.read().text.trim();
    if (written && !templates.includes(written)) {
      const yes = await confirm({
        title: '替换已写的内容？',
        text: '您写的话会换成这句常用语。',
        yes: '替换',
      });
      if (!yes) return;
    }
    handle.rewrite(template);
  };
  return (
    <View>
      <View className="lx-caption">常用语，点一下填入，再按实际情况修改</View>
      <List className="templates" label="常用语">
        {templates.map((template) => (
          <ListItem key={template}>
            <Tappable className="templates__one" onPress={() => void use(template)}>
              <Text>{template}</Text>
            </Tappable>
          </ListItem>
        ))}
      </List>
    </View>
  );
}
