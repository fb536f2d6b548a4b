import { useState } from 'react';
import { Cell, CellList, Choice, Icon, Sheet, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { type CategoryChoice } from '../hooks/use-category';

export interface CategoryPickerProps {
  open: boolean;
  groups: CategoryChoice['groups'];
  value: string | undefined;
  onClose: () => void;
  onChoose: (code: string) => void;
}

/** The whole catalogue, group by group, each entry with what it means. */
export function CategoryPicker({ open, groups, value, onClose, onChoose }: CategoryPickerProps) {
  const [groupCode, setGroupCode] = useState<string>();
  return (
    <Sheet open={open} title="选择类别" onClose={onClose}>
      <Loaded query={groups}>
        {(tree) => {
          const holding = tree.groups.find(({ categories }) => categories.some(({ code }) => code === value));
          const shown = tree.groups.find(({ code }) => code === groupCode) ?? holding ?? tree.groups[0];
          return (
            <View className="lx-stack">
              <Choice
                label="大类"
                options={tree.groups.map(({ code, name }) => ({ value: code, text: name }))}
                value={shown?.code}
                onChange={setGroupCode}
              />
              <CellList label={shown?.name}>
                {shown?.categories.map((category) => (
                  <Cell
                    key={category.code}
                    title={category.name}
                    note={category.description}
                    value={category.code === value ? <Icon name="check" label="已选" /> : undefined}
                    onPress={() => onChoose(category.code)}
                  />
                ))}
              </CellList>
            </View>
          );
        }}
      </Loaded>
    </Sheet>
  );
}
