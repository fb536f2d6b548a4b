import { useState } from 'react';
import { Choice, Field, TextInput, View } from '@miniapp/ui';
import { CatalogueSheet } from './catalogue-sheet';
import { PickList } from './pick-list';
import { type RulePartProps } from './rule-conditions';

const LEVELS = [
  { value: 'own', text: '按类别' },
  { value: 'community', text: '社区' },
  { value: 'street', text: '街道' },
  { value: 'district', text: '区' },
] as const;
const CLOCKS = [
  { value: 'working', text: '工作小时' },
  { value: 'natural', text: '自然小时' },
] as const;
const URGENT = [
  { value: 'no', text: '按类别' },
  { value: 'yes', text: '按紧急处理' },
] as const;
const PROMISES = [
  { hours: 'respond', clock: 'respondClock', label: '几小时内受理' },
  { hours: 'resolve', clock: 'resolveClock', label: '几小时内答复' },
] as const;

/** 则…: who gets it and what is promised; what is left empty stays as the category has it. */
export function RuleOutcome({ draft, errors, catalogue, change }: RulePartProps) {
  const [picking, setPicking] = useState(false);
  const { names, departments } = catalogue;
  return (
    <>
      <Field
        label="直接派给部门"
        hint="报事后马上到部门，不经人工派单；部门可以退回"
        error={errors.department ?? errors.then}
        optional
        group
      >
        <PickList
          chosen={
            draft.department ? [{ value: draft.department, name: names.department(draft.department) }] : []
          }
          add={draft.department ? '换一个' : '选择部门'}
          onAdd={() => setPicking(true)}
          onRemove={() => change({ department: '' })}
        />
      </Field>
      <Field label="由哪一级调度中心负责" group>
        <Choice options={LEVELS} value={draft.level} onChange={(level) => change({ level })} />
      </Field>
      {PROMISES.map(({ hours, clock, label }) => (
        <Field key={hours} label={label} hint="不填就按类别" error={errors[hours]} optional group>
          <View className="admin-hours">
            <TextInput
              kind="number"
              label={label}
              initial={draft[hours]}
              maxLength={6}
              placeholder="小时数"
              onChange={(value) => change({ [hours]: value })}
            />
            <Choice
              label={`${label}，怎么算`}
              options={CLOCKS}
              value={draft[clock]}
              onChange={(value) => change({ [clock]: value })}
            />
          </View>
        </Field>
      ))}
      <Field label="紧急" group>
        <Choice
          options={URGENT}
          value={draft.urgent ? 'yes' : 'no'}
          onChange={(value) => change({ urgent: value === 'yes' })}
        />
      </Field>
      <Field label="给居民的说明" hint="居民报事前后看到的理由；不填由系统写" error={errors.told} optional>
        <TextInput
          initial={draft.told}
          maxLength={80}
          placeholder="如：夜间噪声由公安局直接处理"
          onChange={(told) => change({ told })}
        />
      </Field>
      <CatalogueSheet
        title="选择部门"
        open={picking}
        lines={departments.map(({ id, name }) => ({ value: id, name }))}
        chosen={[draft.department]}
        onPick={(department) => change({ department })}
        onClose={() => setPicking(false)}
      />
    </>
  );
}
