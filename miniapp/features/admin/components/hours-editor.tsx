import { type OpenSpan } from '@shared/services/catalogue';
import { Button, Card, Field, MultiChoice, TextInput, View } from '@miniapp/ui';
import { WEEK } from '../model/service-draft';

const DAYS = ['一', '二', '三', '四', '五', '六', '日'].map((name, at) => ({
  value: String(at + 1),
  text: `周${name}`,
}));
const SPANS_AT_MOST = 14;

/** When a counter is open, as spans of days; slots for appointments are cut from them. */
export function HoursEditor({
  value,
  onChange,
}: {
  value: readonly OpenSpan[];
  onChange: (open: OpenSpan[]) => void;
}) {
  const edit = (index: number, part: Partial<OpenSpan>) =>
    onChange(value.map((span, at) => (at === index ? { ...span, ...part } : span)));
  return (
    <View className="lx-stack">
      {value.map((span, index) => (
        // A span has no other identity than its place; taking one out redraws those behind it.
        <Card key={`${index}/${value.length}`} title={`第 ${index + 1} 段`}>
          <View className="lx-stack">
            <Field label="哪几天" group>
              <MultiChoice
                options={DAYS}
                values={span.days.map(String)}
                onChange={(days) => edit(index, { days: days.map(Number).sort() })}
              />
            </Field>
            <Field label="从几点" hint="写成 08:30">
              <TextInput initial={span.from} maxLength={5} onChange={(from) => edit(index, { from })} />
            </Field>
            <Field label="到几点" hint="写成 12:00">
              <TextInput initial={span.to} maxLength={5} onChange={(to) => edit(index, { to })} />
            </Field>
            <Button
              kind="ghost"
              size="small"
              icon="trash"
              onPress={() => onChange(value.filter((_, at) => at !== index))}
            >
              {`去掉第 ${index + 1} 段`}
            </Button>
          </View>
        </Card>
      ))}
      {value.length < SPANS_AT_MOST ? (
        <Button
          kind="secondary"
          icon="plus"
          onPress={() => onChange([...value, { days: WEEK, from: '08:30', to: '12:00' }])}
        >
          加一段时间
        </Button>
      ) : null}
    </View>
  );
}
