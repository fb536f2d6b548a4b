import { type OpenSpan } from '@shared/services/catalogue';
import { Field, MultiChoice, TextInput } from '@miniapp/ui';
import { WEEK } from '../model/service-draft';
import { ItemCards } from './item-cards';

const DAYS = ['一', '二', '三', '四', '五', '六', '日'].map((name, at) => ({
  value: String(at + 1),
  text: `周${name}`,
}));
const SPANS_AT_MOST = 14;
const BLANK: OpenSpan = { days: WEEK, from: '08:30', to: '12:00' };

interface HoursEditorProps {
  value: readonly OpenSpan[];
  onChange: (open: OpenSpan[]) => void;
}

/** When a counter is open, as spans of days; slots for appointments are cut from them. */
export function HoursEditor({ value, onChange }: HoursEditorProps) {
  return (
    <ItemCards
      value={value}
      blank={BLANK}
      most={SPANS_AT_MOST}
      unit="段"
      add="加一段时间"
      onChange={onChange}
    >
      {(span, edit) => (
        <>
          <Field label="哪几天" group>
            <MultiChoice
              options={DAYS}
              values={span.days.map(String)}
              onChange={(days) => edit({ days: days.map(Number).sort() })}
            />
          </Field>
          <Field label="从几点" hint="写成 08:30">
            <TextInput initial={span.from} maxLength={5} onChange={(from) => edit({ from })} />
          </Field>
          <Field label="到几点" hint="写成 12:00">
            <TextInput initial={span.to} maxLength={5} onChange={(to) => edit({ to })} />
          </Field>
        </>
      )}
    </ItemCards>
  );
}
