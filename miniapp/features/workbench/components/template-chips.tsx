import { useState } from 'react';
import { type CaseView } from '@shared/cases/schemas';
import { type TemplateAction, type TemplateVariant } from '@shared/templates/schemas';
import { Button, List, ListItem, Tappable, Text, View, confirm } from '@miniapp/ui';
import { type DraftHandle } from '../hooks/use-action-draft';
import { type FilledTemplate, useTemplates } from '../hooks/use-templates';
import { SaveTemplate } from './save-template';
import { TemplateSheet } from './template-sheet';

/** The first few stand open, the rest in the sheet. */
const SHOWN = 3;

interface Props {
  view: CaseView;
  handle: DraftHandle;
  action: TemplateAction;
  variant?: TemplateVariant;
}

/** Ready sentences. One that would replace what somebody wrote asks first. */
export function TemplateChips({ view, handle, action, variant }: Props) {
  const templates = useTemplates(view, action, variant);
  const [sheet, setSheet] = useState<'all' | 'save'>();
  const { items } = templates;
  const written = handle.draft.text.trim();
  const ownWords = written.length >= 2 && !items.some(({ filled }) => filled === written);

  const use = async ({ filled }: FilledTemplate): Promise<void> => {
    const now = handle.read().text.trim();
    if (now && !items.some((item) => item.filled === now)) {
      const yes = await confirm({
        title: '替换已写的内容？',
        text: '您写的话会换成这句常用语。',
        yes: '替换',
      });
      if (!yes) return;
    }
    handle.rewrite(filled);
    setSheet(undefined);
  };

  return (
    <View>
      {items.length > 0 ? (
        <>
          <View className="lx-caption">常用语，点一下填入，再按实际情况修改</View>
          <List className="templates" label="常用语">
            {items.slice(0, SHOWN).map((item) => (
              <ListItem key={item.id}>
                <Tappable className="templates__one" onPress={() => void use(item)}>
                  <Text>{item.filled}</Text>
                </Tappable>
              </ListItem>
            ))}
          </List>
        </>
      ) : null}
      <View className="templates__more">
        {items.length > 0 ? (
          <Button kind="ghost" size="small" icon="star" onPress={() => setSheet('all')}>
            {`全部常用语（${items.length}）`}
          </Button>
        ) : null}
        {ownWords ? (
          <Button kind="ghost" size="small" icon="plus" onPress={() => setSheet('save')}>
            存为我的常用语
          </Button>
        ) : null}
      </View>
      <TemplateSheet
        open={sheet === 'all'}
        templates={templates}
        onUse={(item) => void use(item)}
        onClose={() => setSheet(undefined)}
      />
      {sheet === 'save' ? (
        <SaveTemplate
          view={view}
          written={written}
          onSave={templates.save}
          onClose={() => setSheet(undefined)}
        />
      ) : null}
    </View>
  );
}
