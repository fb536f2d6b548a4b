import { useState } from 'react';
import { listCategories } from '@shared/categories/contract';
import { useApi } from '@miniapp/client';
import { Button, Choice, Icon, Tappable, Text, TextInput, View } from '@miniapp/ui';
import { type AreaOption, chipsOf, type FeedFilter } from '../model/feed-filter';
import { FilterSheet } from './filter-sheet';
import './feed-search.scss';

export interface FeedSearchProps {
  filter: FeedFilter;
  area: string;
  areas: readonly AreaOption[];
  onChange: (change: Partial<FeedFilter>) => void;
}

/** Words to look for, the filters behind a button, and what narrows the feed now, each to be taken off. */
export function FeedSearch({ filter, area, areas, onChange }: FeedSearchProps) {
  const [open, setOpen] = useState(false);
  const tree = useApi(listCategories, {}, { keep: true, staleMs: 600_000 });
  const name = tree.data?.groups
    .flatMap(({ categories }) => categories)
    .find(({ code }) => code === filter.category)?.name;
  const search = (words: string) => {
    const next = words.trim().slice(0, 60) || undefined;
    if (next !== filter.words) onChange({ words: next });
  };
  return (
    <View className="feed-search" role="search" label="查找公开的事项">
      <View className="feed-search__bar">
        <View className="feed-search__words">
          <Icon name="search" size={20} />
          <TextInput
            // Other words from outside (a chip taken off) need another field.
            key={filter.words ?? ''}
            initial={filter.words}
            kind="search"
            label="找什么"
            placeholder="找一找：路灯、垃圾、停车……"
            maxLength={60}
            onChange={() => undefined}
            onEnter={search}
            onCommit={search}
          />
        </View>
        <Button kind="secondary" icon="filter" onPress={() => setOpen(true)}>
          筛选
        </Button>
      </View>
      {areas.length > 1 ? (
        <Choice label="看哪里" options={areas} value={area} onChange={(value) => onChange({ area: value })} />
      ) : null}
      <Chips filter={filter} categoryName={name} onChange={onChange} />
      {open ? (
        <FilterSheet
          filter={filter}
          groups={tree.data?.groups ?? []}
          onClose={() => setOpen(false)}
          onChoose={(change) => {
            onChange(change);
            setOpen(false);
          }}
        />
      ) : null}
    </View>
  );
}

function Chips({
  filter,
  categoryName,
  onChange,
}: Pick<FeedSearchProps, 'filter' | 'onChange'> & { categoryName: string | undefined }) {
  const chips = chipsOf(filter, categoryName);
  if (chips.length === 0) return null;
  return (
    <View className="feed-search__chips">
      {chips.map(({ key, text }) => (
        <Tappable
          key={key}
          className="feed-search__chip"
          label={`去掉筛选：${text}`}
          onPress={() => onChange({ [key]: undefined })}
        >
          <Text className="lx-ellipsis">{text}</Text>
          <Icon name="close" size={16} />
        </Tappable>
      ))}
      <Button
        kind="ghost"
        size="small"
        onPress={() => onChange({ status: undefined, category: undefined, words: undefined })}
      >
        全部去掉
      </Button>
    </View>
  );
}
