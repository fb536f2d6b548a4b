import { Choice, Field, TextInput, View } from '@miniapp/ui';
import { UploadField } from '@miniapp/widgets/upload-field';
import { useNow } from '@miniapp/widgets/use-now';
import { friendlyTime } from '@shared/time/shanghai';
import { untilChoices } from '../model/targets';
import { type ActionFieldsProps, Words } from './action-words';
import { TemplateChips } from './template-chips';

const UNTIL = {
  hold: {
    field: 'until',
    label: '暂缓到什么时候',
    hint: '暂缓期间不计时；不是调度员的，要等调度员同意',
    words: '为什么暂缓',
    placeholder: '如：配件要一周到货。居民看得到',
  },
  extend: {
    field: 'until',
    label: '延到什么时候',
    hint: '最多延两次；不是调度员的，要等调度员同意',
    words: '为什么延期',
    placeholder: '如：施工要先报批。居民看得到',
  },
  supervise: {
    field: 'deadline',
    label: '要求办结的期限',
    hint: undefined,
    words: '督办意见',
    placeholder: '要求怎么办、办到什么程度',
  },
} as const;

/** An instant and the words for it. A promise is put off from where it stands, the others count from today. */
export function UntilFields({
  action,
  view,
  handle,
  errors,
}: ActionFieldsProps & { action: keyof typeof UNTIL }) {
  const now = useNow();
  const { field, label, hint, words, placeholder } = UNTIL[action];
  const from = action === 'extend' ? Math.max(now, Date.parse(view.deadlines.resolveBy)) : now;
  return (
    <>
      <Field label={label} hint={hint} error={errors[field]} required group>
        <Choice
          options={untilChoices(from)}
          value={handle.draft[field]}
          onChange={(value) => handle.change({ [field]: value })}
        />
      </Field>
      {action === 'supervise' ? null : <TemplateChips view={view} handle={handle} action={action} />}
      <Words handle={handle} errors={errors} label={words} placeholder={placeholder} />
    </>
  );
}

const KINDS = { hold: '申请暂缓', extend: '申请延期' } as const;
const DECISIONS = [
  { value: 'yes', text: '同意', icon: 'check-circle' },
  { value: 'no', text: '不同意', icon: 'minus-circle' },
] as const;

/** What the assignee asks for, and yes or no to it. */
export function GrantFields({ view, handle, errors }: ActionFieldsProps) {
  const now = useNow();
  const { request, pass } = handle.draft;
  return (
    <>
      <Field label="哪个申请" error={errors.request} required group>
        <Choice
          layout="rows"
          options={view.requests.map(({ id, kind, until, text }) => ({
            value: id,
            text: `${KINDS[kind]}到 ${friendlyTime(Date.parse(until), now)}：${text}`,
          }))}
          value={request}
          onChange={(value) => handle.change({ request: value })}
        />
      </Field>
      <Field label="是否同意" error={errors.approve} required group>
        <Choice
          options={DECISIONS}
          value={pass === undefined ? undefined : pass ? 'yes' : 'no'}
          onChange={(value) => handle.change({ pass: value === 'yes' })}
        />
      </Field>
      <Words handle={handle} errors={errors} label="意见" placeholder="不同意的，写明怎么办" optional />
    </>
  );
}

export function SignOffFields({ view, handle, photos, errors }: ActionFieldsProps) {
  return (
    <>
      <TemplateChips view={view} handle={handle} action="signOff" />
      <Words handle={handle} errors={errors} label="协办情况" placeholder="我们这部分做了什么" />
      <UploadField list={photos} label="照片（选填）" error={errors.uploadIds} />
    </>
  );
}

export function MergeFields({ handle, errors }: ActionFieldsProps) {
  return (
    <>
      <Field
        label="并入哪一件"
        hint="反映人会成为那一件的关注者；24 小时内可以撤销"
        error={errors.into}
        required
      >
        <TextInput
          key={handle.generation}
          initial={handle.draft.into}
          maxLength={24}
          placeholder="事项编号，如 LX20261122-000123"
          onChange={(into) => handle.change({ into })}
        />
      </Field>
      <Words handle={handle} errors={errors} label="说明" placeholder="为什么是同一件事" optional />
    </>
  );
}

const WORDS = {
  escalate: {
    label: '为什么上报',
    placeholder: '本级为什么办不了，需要上级做什么',
    note: '上报后由上一级受理和派单。',
  },
  unmerge: { label: '为什么撤销', placeholder: '如：不是同一盏路灯', note: '撤销后恢复单独办理。' },
  lift: { label: '说明', placeholder: '如：已办好', note: undefined },
} as const;

export function PlainWords({
  action,
  view,
  handle,
  errors,
}: ActionFieldsProps & { action: keyof typeof WORDS }) {
  const { label, placeholder, note } = WORDS[action];
  return (
    <>
      {note ? <View className="lx-small">{note}</View> : null}
      {action === 'escalate' ? <TemplateChips view={view} handle={handle} action="escalate" /> : null}
      <Words
        handle={handle}
        errors={errors}
        label={label}
        placeholder={placeholder}
        optional={action === 'lift'}
      />
    </>
  );
}
