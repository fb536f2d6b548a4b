import { useState } from 'react';
import { CASE_STATUSES, CASE_STATUS_NAMES } from '@shared/cases/statuses';
import { CASE_LEVELS } from '@shared/categories/schemas';
import { FILTER_DAYS, type WorkbenchFilter } from '@shared/workbench/filter';
import { Button, Choice, Field, MultiChoice, Sheet, TextInput, View } from '@miniapp/ui';
import { type useFilterNames } from '../hooks/use-filter-names';
import { DAYS_NAMES, LEVEL_NAMES, withField, type QueueView } from '../model/filter';

interface FilterSheetProps {
  open: boolean;
  view: QueueView;
  choices: ReturnType<typeof useFilterNames>;
  onUse: (filter: WorkbenchFilter) => void;
  /** Leads to the saved ones, when there are any. */
  onManage?: () => void;
  onClose: () => void;
}

const FLAGS = [
  { value: 'urgent', text: '紧急' },
  { value: 'supervised', text: '督办' },
  { value: 'hold', text: '暂缓' },
] as const;
const WHOSE = [
  { value: 'mine', text: '派给我的' },
  { value: 'team', text: '派给别人的' },
] as const;

/** Conditions to narrow the queue by; nothing happens to the list before they are used. */
export function FilterSheet(props: FilterSheetProps) {
  // Drawn anew each time, so that it begins with what the page shows.
  return props.open ? <FilterForm {...props} /> : null;
}

function FilterForm({ view, choices, onUse, onManage, onClose }: FilterSheetProps) {
  const [filter, setFilter] = useState(view.filter);
  const put = <F extends keyof WorkbenchFilter>(field: F, value: WorkbenchFilter[F] | ''): void =>
    setFilter((before) => withField(before, field, value === '' ? undefined : value));
  const group = choices.groups.find(({ code }) => code === filter.group);
  return (
    <Sheet
      open
      title="筛选"
      onClose={onClose}
      footer={
        <View className="action-card__buttons">
          <Button kind="secondary" onPress={() => onUse({})}>
            全部清除
          </Button>
          <Button onPress={() => onUse(filter)}>看结果</Button>
        </View>
      }
    >
      <View className="lx-stack">
        <Field label="标记" group>
          <MultiChoice
            options={FLAGS}
            values={FLAGS.map(({ value }) => value).filter((flag) => filter[flag])}
            onChange={(flags) =>
              setFilter((before) =>
                FLAGS.reduce(
                  (all, { value }) => withField(all, value, flags.includes(value) ? '1' : undefined),
                  before,
                ),
              )
            }
          />
        </Field>
        <OneOf
          label="谁在办"
          value={filter.whose}
          options={WHOSE}
          onChange={(value) => put('whose', value)}
        />
        <OneOf
          label="什么时候报的"
          value={filter.days}
          options={FILTER_DAYS.map((value) => ({ value, text: DAYS_NAMES[value] }))}
          onChange={(value) => put('days', value)}
        />
        <OneOf
          label="状态"
          value={filter.status}
          options={CASE_STATUSES.map((value) => ({ value, text: CASE_STATUS_NAMES[value] }))}
          onChange={(value) => put('status', value)}
        />
        {choices.areas.length > 1 ? (
          <OneOf
            label="哪一片"
            value={filter.area}
            options={choices.areas.map(({ code, name }) => ({ value: code, text: name }))}
            onChange={(value) => put('area', value)}
          />
        ) : null}
        <OneOf
          label="类别"
          value={filter.group}
          options={choices.groups.map(({ code, name }) => ({ value: code, text: name }))}
          onChange={(value) => {
            put('group', value);
            put('category', '');
          }}
        />
        {group ? (
          <OneOf
            label={`${group.name}里的哪一种`}
            value={filter.category}
            options={group.categories.map(({ code, name }) => ({ value: code, text: name }))}
            onChange={(value) => put('category', value)}
          />
        ) : null}
        <OneOf
          label="在哪一级"
          value={filter.level}
          options={CASE_LEVELS.map((value) => ({ value, text: LEVEL_NAMES[value] }))}
          onChange={(value) => put('level', value)}
        />
        <Field label="含有字词" optional>
          <TextInput
            initial={filter.q}
            maxLength={60}
            placeholder="如：路灯、春晖路"
            onChange={(q) => put('q', q.trim())}
          />
        </Field>
        {onManage ? (
          <Button kind="ghost" icon="settings" onPress={onManage}>
            管理保存的筛选
          </Button>
        ) : null}
      </View>
    </Sheet>
  );
}

interface OneOfProps<Value extends string> {
  label: string;
  value: Value | undefined;
  options: readonly { value: Value; text: string }[];
  onChange: (value: Value | '') => void;
}

/** One of several, or 不限. */
function OneOf<Value extends string>({ label, value, options, onChange }: OneOfProps<Value>) {
  return (
    <Field label={label} group>
      <Choice<Value | ''>
        options={[{ value: '', text: '不限' }, ...options]}
        value={value ?? ''}
        onChange={onChange}
      />
    </Field>
  );
}
