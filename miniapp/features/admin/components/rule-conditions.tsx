import { useState } from 'react';
import { MODE_NAMES, MODES } from '@shared/clocks/modes';
import { Choice, Field, MultiChoice, TextInput } from '@miniapp/ui';
import { type Catalogue } from '../hooks/use-rule-names';
import { type FieldErrors, type RuleDraft, type Weekday } from '../model/rule-draft';
import { AreaPicker, type NamedArea } from './area-picker';
import { CatalogueSheet } from './catalogue-sheet';
import { PickList } from './pick-list';

export interface RulePartProps {
  draft: RuleDraft;
  errors: FieldErrors;
  catalogue: Catalogue;
  change: (edit: Partial<RuleDraft>) => void;
}
interface ConditionsProps extends RulePartProps {
  root: NamedArea & { level: string };
  onNamed: (area: NamedArea) => void;
}

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'].map((name, i) => ({
  value: String(i + 1) as Weekday,
  text: `周${name}`,
}));
const WORKING = [
  { value: 'any', text: '不限' },
  { value: 'working', text: '工作时间' },
  { value: 'off', text: '非工作时间' },
] as const;

/** 当…: everything that must be true; what is left empty is not asked. */
export function RuleConditions({ draft, errors, catalogue, change, root, onNamed }: ConditionsProps) {
  const [picking, setPicking] = useState<'area' | 'category'>();
  const { names, groups } = catalogue;
  const lines = groups.flatMap((group) => [
    { value: group.code, name: group.name, note: '整个大类' },
    ...group.categories.map(({ code, name }) => ({ value: code, name, note: group.name })),
  ]);
  const added = (list: readonly string[], value: string) => [...new Set([...list, value])];
  const without = (list: readonly string[], value: string) => list.filter((other) => other !== value);
  return (
    <>
      <Field label="地点在" hint="含其下级；不选就是全部" error={errors.areas} optional group>
        <PickList
          chosen={draft.areas.map((code) => ({ value: code, name: names.area(code) }))}
          add="添加区域"
          onAdd={() => setPicking('area')}
          onRemove={(code) => change({ areas: without(draft.areas, code) })}
        />
      </Field>
      <Field label="类别是" hint="其中任何一类" error={errors.categories} optional group>
        <PickList
          chosen={draft.categories.map((ref) => ({ value: ref, name: names.category(ref) }))}
          add="添加类别"
          onAdd={() => setPicking('category')}
          onRemove={(ref) => change({ categories: without(draft.categories, ref) })}
        />
      </Field>
      <Field label="提到的词" hint="其中任何一个，用空格分开" error={errors.words} optional>
        <TextInput
          initial={draft.words}
          maxLength={300}
          placeholder="如：噪声 太吵"
          onChange={(words) => change({ words })}
        />
      </Field>
      <Field label="星期" error={errors.weekdays} optional group>
        <MultiChoice
          options={WEEKDAYS}
          values={draft.weekdays}
          onChange={(weekdays) => change({ weekdays })}
        />
      </Field>
      <Field label="时段" hint="可以跨过半夜，多段用逗号分开" error={errors.hours} optional>
        <TextInput
          initial={draft.hours}
          maxLength={60}
          placeholder="如：22:00-06:00"
          onChange={(hours) => change({ hours })}
        />
      </Field>
      <Field label="工作时间" group>
        <Choice
          options={WORKING}
          value={draft.workingTime}
          onChange={(workingTime) => change({ workingTime })}
        />
      </Field>
      <Field label="日期" hint="多段用逗号分开" error={errors.dates} optional>
        <TextInput
          initial={draft.dates}
          maxLength={200}
          placeholder="如：2026-11-01 至 2026-11-30"
          onChange={(dates) => change({ dates })}
        />
      </Field>
      <Field label="当地状态" hint="不选就是不论平时、重大、应急" error={errors.modes} optional group>
        <MultiChoice
          options={MODES.map((mode) => ({ value: mode, text: MODE_NAMES[mode] }))}
          values={draft.modes}
          onChange={(modes) => change({ modes })}
        />
      </Field>
      <AreaPicker
        open={picking === 'area'}
        roots={[root]}
        onClose={() => setPicking(undefined)}
        onPick={(area) => {
          onNamed(area);
          change({ areas: added(draft.areas, area.code) });
          setPicking(undefined);
        }}
      />
      <CatalogueSheet
        title="选择类别"
        open={picking === 'category'}
        lines={lines}
        chosen={draft.categories}
        onPick={(ref) => change({ categories: added(draft.categories, ref) })}
        onClose={() => setPicking(undefined)}
      />
    </>
  );
}
