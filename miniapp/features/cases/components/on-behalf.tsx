import { type ReportForm } from '@miniapp/client';
import { Choice, Field, TextInput } from '@miniapp/ui';

type Behalf = NonNullable<ReportForm['onBehalfOf']>;

interface OnBehalfProps {
  value: Behalf | undefined;
  onChange: (value: Behalf | undefined) => void;
  /** Of a field as the API names it. */
  errorOf: (path: string) => string | undefined;
}

const NOBODY: Behalf = { name: '', phone: '', consent: false };
const WHOSE = [
  { value: 'self', text: '我自己反映' },
  { value: 'other', text: '替居民报（代报）' },
] as const;
const CONSENT = [{ value: 'yes', text: '已当面征得居民同意', icon: 'check-circle' }] as const;

/** For staff: whose report it is, and that he agreed to it. */
export function OnBehalf({ value, onChange, errorOf }: OnBehalfProps) {
  return (
    <>
      <Field label="替谁报" group>
        <Choice
          options={WHOSE}
          value={value ? 'other' : 'self'}
          onChange={(whose) => onChange(whose === 'other' ? (value ?? NOBODY) : undefined)}
        />
      </Field>
      {value ? (
        <>
          <Field label="居民姓名" error={errorOf('onBehalfOf.name')} required>
            <TextInput
              initial={value.name}
              maxLength={20}
              placeholder="如：王奶奶"
              onChange={(name) => onChange({ ...value, name })}
            />
          </Field>
          <Field
            label="居民手机号"
            hint="填了以后，本人登录就能看到进展、作评价"
            error={errorOf('onBehalfOf.phone')}
            optional
          >
            <TextInput
              initial={value.phone}
              maxLength={11}
              placeholder="没有可以不填"
              onChange={(phone) => onChange({ ...value, phone })}
            />
          </Field>
          <Field label="居民同意" error={errorOf('onBehalfOf.consent')} required group>
            <Choice
              options={CONSENT}
              value={value.consent ? 'yes' : undefined}
              onChange={() => onChange({ ...value, consent: true })}
            />
          </Field>
        </>
      ) : null}
    </>
  );
}
