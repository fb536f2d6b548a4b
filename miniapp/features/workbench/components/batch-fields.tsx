import { useState } from 'react';
import { listDispatchTargets } from '@shared/cases/contract';
import { REPLY_RESULT_NAMES, REPLY_RESULTS } from '@shared/cases/action-bodies';
import { targetKey } from '@shared/cases/dispatch';
import { useApi } from '@miniapp/client';
import { Banner, Choice, Field, TextArea, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { type FieldErrors } from '../model/action-draft';
import { BATCH_CHOICES, type BatchForm } from '../model/batch';
import { TargetField } from './target-field';
import { TargetSheet } from './target-sheet';

interface BatchFieldsProps {
  form: BatchForm;
  errors: FieldErrors;
  /** The first of those ticked: whom it may be given to is what is offered. */
  firstId: string;
  onChange: (part: Partial<BatchForm>) => void;
}

const results = REPLY_RESULTS.map((value) => ({ value, text: REPLY_RESULT_NAMES[value] }));
const findings = [
  { value: 'pass', text: '办好了，通过', icon: 'check-circle' },
  { value: 'fail', text: '没办好，退回重办', icon: 'undo' },
] as const;

/** What is done to all of them, and what it needs. */
export function BatchFields({ form, errors, firstId, onChange }: BatchFieldsProps) {
  const words = (label: string, placeholder: string, optional = false) => (
    <Field label={label} error={errors.text} required={!optional} optional={optional}>
      <TextArea
        key={form.action}
        initial={form.text}
        maxLength={2000}
        placeholder={placeholder}
        onChange={(text) => onChange({ text })}
      />
    </Field>
  );
  return (
    <View className="lx-stack">
      <Field label="要做什么" group>
        <Choice
          options={BATCH_CHOICES.map(({ action, label, icon }) => ({ value: action, text: label, icon }))}
          value={form.action}
          onChange={(action) => onChange({ action })}
        />
      </Field>
      {form.action === 'accept' ? <View className="lx-small">按各自现在的类别受理。</View> : null}
      {form.action === 'takeUp' ? <View className="lx-small">接手后都由您办理。</View> : null}
      {form.action === 'dispatch' ? (
        <>
          <Target form={form} error={errors.to} firstId={firstId} onChange={onChange} />
          {words('交代几句', '要办什么，注意什么', true)}
        </>
      ) : null}
      {form.action === 'reply' ? (
        <>
          <Field label="处理结果" error={errors.result} required group>
            <Choice options={results} value={form.result} onChange={(result) => onChange({ result })} />
          </Field>
          {words('答复居民', '这段话每位居民都会看到，请写对每一件都适用的话')}
          <Banner tone="info">要附处理后照片的事项不能批量答复，预览时会标出来，请单独办。</Banner>
        </>
      ) : null}
      {form.action === 'verify' ? (
        <>
          <Field label="核实结果" error={errors.pass} required group>
            <Choice
              options={findings}
              value={form.pass === undefined ? undefined : form.pass ? 'pass' : 'fail'}
              onChange={(value) => onChange({ pass: value === 'pass' })}
            />
          </Field>
          {words('核实情况', '怎么核实的（现场、电话），看到了什么')}
        </>
      ) : null}
    </View>
  );
}

function Target({ form, error, firstId, onChange }: Omit<BatchFieldsProps, 'errors'> & { error?: string }) {
  const [open, setOpen] = useState(false);
  const query = useApi(listDispatchTargets, { params: { id: firstId } });
  return (
    <Field label="派给谁" hint="不能派给他的那几件，预览时会标出来" error={error} required group>
      <Loaded query={query}>
        {(targets) => (
          <>
            <TargetField named={form.to} verb="派给" onOpen={() => setOpen(true)} />
            <TargetSheet
              title="派给谁"
              open={open}
              targets={targets}
              chosen={form.to ? [targetKey(form.to.target)] : []}
              onPick={(to) => onChange({ to })}
              onClose={() => setOpen(false)}
            />
          </>
        )}
      </Loaded>
    </Field>
  );
}
