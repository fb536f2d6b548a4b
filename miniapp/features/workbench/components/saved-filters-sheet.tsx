import { useState } from 'react';
import { type SavedFilter } from '@shared/workbench/saved-filters';
import { Button, Field, IconButton, List, ListItem, Sheet, TextInput, View, confirm } from '@miniapp/ui';
import { type SavedFilters } from '../hooks/use-saved-filters';

interface SavedFiltersSheetProps {
  open: boolean;
  saved: SavedFilters;
  onClose: () => void;
}

/** The saved filters in their order: rename, move, remove. */
export function SavedFiltersSheet({ open, saved, onClose }: SavedFiltersSheetProps) {
  const [renaming, setRenaming] = useState<string>();
  const remove = async ({ id, name }: SavedFilter): Promise<void> => {
    const yes = await confirm({
      title: `删掉「${name}」？`,
      text: '只删这个筛选，事项不受影响。',
      yes: '删掉',
      danger: true,
    });
    if (yes) await saved.remove(id);
  };
  return (
    <Sheet open={open} title="保存的筛选" onClose={onClose}>
      <List className="lx-stack" label="保存的筛选">
        {saved.items.map((item, at) => (
          <ListItem key={item.id}>
            {renaming === item.id ? (
              <Rename
                item={item}
                onSave={async (name) => {
                  if (await saved.rename(item.id, name)) setRenaming(undefined);
                }}
              />
            ) : (
              <View className="lx-row">
                <View className="lx-grow lx-ellipsis">{item.name}</View>
                <IconButton
                  icon="chevron-up"
                  label={`把${item.name}往前挪`}
                  disabled={at === 0}
                  onPress={() => void saved.move(item.id, at - 1)}
                />
                <IconButton
                  icon="chevron-down"
                  label={`把${item.name}往后挪`}
                  disabled={at === saved.items.length - 1}
                  onPress={() => void saved.move(item.id, at + 1)}
                />
                <IconButton icon="pencil" label={`给${item.name}改名`} onPress={() => setRenaming(item.id)} />
                <IconButton icon="trash" label={`删掉${item.name}`} onPress={() => void remove(item)} />
              </View>
            )}
          </ListItem>
        ))}
      </List>
    </Sheet>
  );
}

function Rename({ item, onSave }: { item: SavedFilter; onSave: (name: string) => Promise<void> }) {
  const [name, setName] = useState(item.name);
  return (
    <View className="lx-stack">
      <Field label="新名称">
        <TextInput initial={item.name} maxLength={20} onChange={setName} />
      </Field>
      <Button size="small" disabled={!name.trim()} onPress={() => void onSave(name.trim())}>
        改好了
      </Button>
    </View>
  );
}
