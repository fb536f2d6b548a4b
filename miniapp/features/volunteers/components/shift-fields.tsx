import { SKILL_NAMES, SKILLS } from '@shared/volunteers/skills';
import { Button, Card, Field, MultiChoice, TextInput, View } from '@miniapp/ui';
import { type ShiftDraft, type Wrong } from '../model/draft';

interface ShiftFieldsProps {
  at: number;
  alone: boolean;
  shift: ShiftDraft;
  wrong: Wrong;
  onChange: (shift: ShiftDraft) => void;
  onRemove?: () => void;
}

const SKILL_OPTIONS = SKILLS.map((value) => ({ value, text: SKILL_NAMES[value] }));

/** When a shift is, how many it takes and what they must be able to do. */
export function ShiftFields({ at, alone, shift, wrong, onChange, onRemove }: ShiftFieldsProps) {
  const change = (part: Partial<ShiftDraft>) => onChange({ ...shift, ...part });
  return (
    <Card title={alone ? '时间和名额' : `第 ${at + 1} 班`}>
      <View className="lx-stack">
        <Field label="开始" error={wrong[`shifts.${at}.start`]} required>
          <TextInput
            initial={shift.start}
            maxLength={20}
            placeholder="如 2026-12-05 09:00"
            onChange={(start) => change({ start })}
          />
        </Field>
        <Field label="结束" hint="同一天的，写几点就行" error={wrong[`shifts.${at}.end`]} required>
          <TextInput
            initial={shift.end}
            maxLength={20}
            placeholder="如 11:00"
            onChange={(end) => change({ end })}
          />
        </Field>
        <Field label="名额" error={wrong[`shifts.${at}.capacity`]} required>
          <TextInput
            kind="number"
            initial={shift.capacity}
            maxLength={3}
            onChange={(capacity) => change({ capacity })}
          />
        </Field>
        <Field label="需要的特长" hint="会其中一样就能报；不选就不限" group optional>
          <MultiChoice
            label="需要的特长"
            options={SKILL_OPTIONS}
            values={shift.skills}
            onChange={(skills) => change({ skills })}
          />
        </Field>
        {onRemove ? (
          <Button kind="danger" icon="trash" onPress={onRemove}>
            去掉这个班次
          </Button>
        ) : null}
      </View>
    </Card>
  );
}
