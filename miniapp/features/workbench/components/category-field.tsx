import { useState } from 'react';
import { type CaseView } from '@shared/cases/schemas';
import { listCategories } from '@shared/categories/contract';
import { type CategoryTree } from '@shared/categories/schemas';
import { useApi } from '@miniapp/client';
import { Button, Cell, CellList, Empty, Field, Sheet, TextInput, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';

export interface CategoryFieldProps {
  view: CaseView;
  chosen: string | undefined;
  error?: string;
  onChange: (code: string | undefined) => void;
}

/** Groups with only the categories whose name, group or description holds the words. */
export function searchCategories(tree: CategoryTree, words: string): CategoryTree['groups'] {
  const wanted = words.trim();
  if (!wanted) return tree.groups;
  return tree.groups
    .map((group) => ({
      ...group,
      categories: group.categories.filter(({ name, description }) =>
        [name, description, group.name].some((text) => text.includes(wanted)),
      ),
    }))
    .filter(({ categories }) => categories.length > 0);
}

/** The category the case is accepted under: the suggested one confirmed, or another from the catalogue. */
export function CategoryField({ view, chosen, error, onChange }: CategoryFieldProps) {
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const tree = useApi(listCategories, {}, { keep: true });
  const other = tree.data?.groups
    .flatMap((group) => group.categories.map((category) => ({ group, category })))
    .find(({ category }) => category.code === chosen);
  const name = other?.category.name ?? view.category.name;
  const groupName = other?.group.name ?? view.category.groupName;

  const pick = (code: string): void => {
    onChange(code === view.category.code ? undefined : code);
    setOpen(false);
  };

  return (
    <Field
      label="归为哪一类"
      hint={other ? `原来是「${view.category.name}」` : undefined}
      error={error}
      group
    >
      <View className="category-field">
        <View className="lx-grow">
          <View className="category-field__name">{name}</View>
          <View className="lx-caption">{groupName}</View>
        </View>
        <Button
          kind="secondary"
          size="small"
          label={`换一个类别，现在是${name}`}
          onPress={() => setOpen(true)}
        >
          换一个
        </Button>
      </View>
      <Sheet open={open} title="选择类别" onClose={() => setOpen(false)}>
        <View className="lx-stack">
          <TextInput kind="search" label="搜索类别" placeholder="搜索，如：路灯、噪声" onChange={setWords} />
          <Loaded
            query={tree}
            isEmpty={(data) => searchCategories(data, words).length === 0}
            empty={<Empty icon="search" title="没有找到" note="换个说法试试，或看看「其他」。" />}
          >
            {(data) =>
              searchCategories(data, words).map((group) => (
                <CellList key={group.code} title={group.name}>
                  {group.categories.map((category) => (
                    <Cell
                      key={category.code}
                      title={category.name}
                      note={category.departmentName}
                      value={category.code === (chosen ?? view.category.code) ? '现在的' : undefined}
                      onPress={() => pick(category.code)}
                    />
                  ))}
                </CellList>
              ))
            }
          </Loaded>
        </View>
      </Sheet>
    </Field>
  );
}
