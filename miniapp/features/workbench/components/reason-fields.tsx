import { DECLINE_REASON_NAMES, RETURN_REASON_NAMES } from '@shared/cases/reasons';
import { Choice, Field, TextInput } from '@miniapp/ui';
import { type ActionFieldsProps, Words } from './action-words';
import { TemplateChips } from './template-chips';

const options = (names: Record<string, string>) =>
  Object.entries(names).map(([value, text]) => ({ value, text }));
const REASONS = { decline: options(DECLINE_REASON_NAMES), return: options(RETURN_REASON_NAMES) };

/** Why a case is not taken on, or goes back to the desk, and in the former case who is responsible instead. */
export function ReasonFields({
  action,
  view,
  handle,
  errors,
}: ActionFieldsProps & { action: keyof typeof REASONS }) {
  const declines = action === 'decline';
  return (
    <>
      <Field label={declines ? '不予受理的原因' : '退回的原因'} error={errors.reason} required group>
        <Choice
          layout="rows"
          options={REASONS[action]}
          value={handle.draft.reason}
          onChange={(reason) => handle.change({ reason })}
        />
      </Field>
      {declines ? (
        <Field label="应由谁负责" hint="写明单位，居民就知道该找谁" error={errors.responsibleBody} optional>
          <TextInput
            key={handle.generation}
            initial={handle.draft.responsibleBody}
            maxLength={60}
            placeholder="如：区人民法院、小区业主委员会"
            onChange={(responsibleBody) => handle.change({ responsibleBody })}
          />
        </Field>
      ) : null}
      <TemplateChips view={view} handle={handle} action={action} />
      <Words
        handle={handle}
        errors={errors}
        label={declines ? '向居民说明' : '说明'}
        placeholder={declines ? '用大白话说清楚为什么不能受理，可以怎么办' : '为什么办不了，建议派给谁'}
      />
    </>
  );
}
