import { type ReactNode, useState } from 'react';
import { copyText } from '@miniapp/platform/clipboard';
import { pageLink } from '@miniapp/platform/page-link';
import { Button, Scroller, Tappable, Text, View, cx, toast } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';
import { useFilterNames } from '../hooks/use-filter-names';
import { type SavedFilters } from '../hooks/use-saved-filters';
import { filterWords, isNarrowed, sameView, suggestName, writeView, type QueueView } from '../model/filter';
import { FilterSheet } from './filter-sheet';
import { SaveFilterSheet } from './save-filter-sheet';
import { SavedFiltersSheet } from './saved-filters-sheet';

interface FilterBarProps {
  view: QueueView;
  saved: SavedFilters;
  onChange: (view: QueueView) => void;
  /** The search box, beside the button. */
  search: ReactNode;
}

/** Saved filters as chips, the filter there is in words, and what can be done with it: change, save, pass on. */
export function FilterBar({ view, saved, onChange, search }: FilterBarProps) {
  const [open, setOpen] = useState<'filter' | 'save' | 'manage'>();
  const choices = useFilterNames();
  const close = (): void => setOpen(undefined);
  const words = filterWords(view.filter, choices.names);
  const narrowed = isNarrowed(view.filter);
  const known = saved.items.some((item) => sameView(item, view));
  const copy = async (): Promise<void> => {
    const done = await copyText(pageLink(routes.queue, writeView(view)));
    if (done) toast.done('链接已复制，同事打开看到的是他自己辖区的');
    else toast.fail('没有复制成功，请从地址栏复制');
  };
  return (
    <View className="filter-bar">
      <View className="filter-bar__row">
        <View className="lx-grow">{search}</View>
        <Button
          kind={narrowed ? 'primary' : 'secondary'}
          size="small"
          icon="filter"
          label={narrowed ? `筛选，已有 ${words.length} 个条件` : '筛选'}
          onPress={() => setOpen('filter')}
        >
          筛选
        </Button>
      </View>
      {saved.items.length > 0 ? (
        <Scroller className="queue-tabs">
          <View className="queue-tabs__row" role="group" label="保存的筛选">
            {saved.items.map((item) => {
              const current = sameView(item, view);
              const count = item.count === null ? '' : item.capped ? `${item.count}+` : String(item.count);
              return (
                <Tappable
                  key={item.id}
                  className={cx('queue-tabs__tab', current && 'is-current')}
                  pressed={current}
                  label={`${item.name}${count ? `，${count} 件` : ''}`}
                  onPress={() => onChange(current ? { queue: view.queue, filter: {} } : item)}
                >
                  <Text>{item.name}</Text>
                  {count ? <Text className="queue-tabs__count lx-num">{count}</Text> : null}
                </Tappable>
              );
            })}
          </View>
        </Scroller>
      ) : null}
      {narrowed ? (
        <View className="filter-bar__now">
          <Text className="filter-bar__words lx-small">{words.join(' · ')}</Text>
          <Button kind="ghost" size="small" onPress={() => onChange({ queue: view.queue, filter: {} })}>
            清除
          </Button>
          {known ? null : (
            <Button kind="ghost" size="small" onPress={() => setOpen('save')}>
              保存
            </Button>
          )}
          <Button kind="ghost" size="small" icon="link" onPress={() => void copy()}>
            复制链接
          </Button>
        </View>
      ) : null}
      <FilterSheet
        open={open === 'filter'}
        view={view}
        choices={choices}
        onManage={saved.items.length > 0 ? () => setOpen('manage') : undefined}
        onUse={(filter) => {
          close();
          onChange({ queue: view.queue, filter });
        }}
        onClose={close}
      />
      <SaveFilterSheet
        open={open === 'save'}
        suggested={suggestName(view, choices.names)}
        words={words.join(' · ')}
        onSave={async (name) => {
          if (!(await saved.save(name, view))) return;
          close();
          toast.done('已保存');
        }}
        onClose={close}
      />
      <SavedFiltersSheet open={open === 'manage'} saved={saved} onClose={close} />
    </View>
  );
}
