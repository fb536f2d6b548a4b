import { useState } from 'react';
import { type ManagedServices } from '@shared/services/admin-contract';
import { SITE_LEVELS, WAY_NAMES, WAYS } from '@shared/services/catalogue';
import { AREA_LEVEL_NAMES } from '@shared/areas/levels';
import { Button, Card, Choice, Field, MultiChoice, TextArea, View } from '@miniapp/ui';
import { useRuleNames } from '../hooks/use-rule-names';
import { type useServiceForm } from '../hooks/use-service-form';
import { type ServiceDraft } from '../model/service-draft';
import { CatalogueSheet } from './catalogue-sheet';
import { CategoryField } from './category-field';
import { type DraftPart, DraftWords } from './draft-words';
import { HoursEditor } from './hours-editor';
import { MaterialsEditor } from './materials-editor';
import { SaveBar } from './save-bar';

type Form = ReturnType<typeof useServiceForm>;
type Part = DraftPart<ServiceDraft>;

const MODES = WAYS.map((value) => ({ value, text: WAY_NAMES[value] }));
const LEVELS = SITE_LEVELS.map((value) => ({ value, text: AREA_LEVEL_NAMES[value] }));
const CLOCKS = [
  { value: 'working', text: '工作时间' },
  { value: 'natural', text: '自然时间' },
] as const;
const NO_NAMES = {};

/** One service: what residents read, how it is done, and what can be booked. */
export function ServiceForm({ form, lifeEvents }: { form: Form; lifeEvents: ManagedServices['lifeEvents'] }) {
  const { draft, change, errors, problem, busy, save } = form;
  const part = { draft, change, errors };
  return (
    <View className="lx-stack">
      <Card title="是什么">
        <View className="lx-stack">
          <DraftWords
            part={part}
            field="name"
            label="名称"
            max={40}
            placeholder="如：老年人优待证（老年证）"
          />
          <DraftWords
            part={part}
            field="audience"
            label="谁可以办"
            max={200}
            placeholder="如：年满 60 周岁的老人"
          />
          <Field label="放在哪一组" error={errors.lifeEvent} required group>
            <Choice
              options={lifeEvents.map(({ id, name }) => ({ value: id, text: name }))}
              value={draft.lifeEvent}
              onChange={(lifeEvent) => change({ lifeEvent })}
            />
          </Field>
          <Where part={part} />
          <DraftWords
            part={part}
            field="keywords"
            label="居民会怎么说（选填）"
            max={300}
            placeholder="如：老年证、敬老卡、免费坐公交"
          />
        </View>
      </Card>
      <Card title="怎么办">
        <View className="lx-stack">
          <Field label="办理方式" error={errors.modes} required group>
            <MultiChoice options={MODES} values={draft.modes} onChange={(modes) => change({ modes })} />
          </Field>
          <Field label="步骤" hint="一行一步" error={errors.steps} required>
            <TextArea
              initial={draft.steps}
              rows={4}
              maxLength={1500}
              onChange={(steps) => change({ steps })}
            />
          </Field>
          <DraftWords part={part} field="limitText" label="多久办好" max={60} />
          <DraftWords part={part} field="limitHours" label="合多少小时" max={6} />
          <Field label="按什么时间算" group>
            <Choice
              options={CLOCKS}
              value={draft.limitClock}
              onChange={(limitClock) => change({ limitClock })}
            />
          </Field>
          <DraftWords part={part} field="feeText" label="收费" max={60} />
          <DraftWords part={part} field="feeYuan" label="多少元" max={8} />
          <Field label="依据（选填）" hint="一行一部法规，不用写书名号" error={errors.legalBasis}>
            <TextArea
              initial={draft.legalBasis}
              rows={2}
              maxLength={700}
              onChange={(legalBasis) => change({ legalBasis })}
            />
          </Field>
        </View>
      </Card>
      <Field label="材料" error={errors.materials} group>
        <MaterialsEditor value={draft.materials} onChange={(materials) => change({ materials })} />
      </Field>
      <Card title="到哪里办，什么时候开门">
        <View className="lx-stack">
          <Field label="哪一级的办理点" group>
            <Choice
              options={LEVELS}
              value={draft.siteLevel}
              onChange={(siteLevel) => change({ siteLevel })}
            />
          </Field>
          <DraftWords part={part} field="place" label="地点" max={60} />
          <DraftWords part={part} field="hoursText" label="开放时间（居民读到的）" max={80} />
        </View>
      </Card>
      {draft.modes.includes('appointment') ? (
        <Card title="预约">
          <View className="lx-stack">
            <DraftWords part={part} field="slotMinutes" label="每个时段几分钟" max={3} />
            <DraftWords part={part} field="capacity" label="每个时段约几个人" max={2} />
          </View>
        </Card>
      ) : null}
      <Field label="开放的时段" hint="预约的时段由此算出；放假日自动停" error={errors.open} group>
        <HoursEditor value={draft.open} onChange={(open) => change({ open })} />
      </Field>
      <SaveBar busy={busy} problem={problem} onSave={() => void save()} />
    </View>
  );
}

/** Which matters its cases are, and whose department answers. */
function Where({ part: { draft, change, errors } }: { part: Part }) {
  const { names, departments } = useRuleNames(NO_NAMES);
  const [open, setOpen] = useState(false);
  return (
    <>
      <CategoryField
        label="办件归到哪一类"
        value={draft.category}
        error={errors.category}
        onChange={(category) => change({ category })}
      />
      <Field label="主管部门" error={errors.department} required group>
        <Button kind="secondary" icon="briefcase" onPress={() => setOpen(true)}>
          {draft.department === '' ? '选择部门' : names.department(draft.department)}
        </Button>
      </Field>
      <CatalogueSheet
        title="主管部门"
        open={open}
        lines={departments.map(({ id, name }) => ({ value: id, name }))}
        chosen={[draft.department]}
        onPick={(department) => change({ department })}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
