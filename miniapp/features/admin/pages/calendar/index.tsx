import { useState } from 'react';
import {
  type CalendarOverrides,
  type DayOverrideView,
  getCalendarOverrides,
  setCalendarOverrides,
} from '@shared/clocks/contract';
import { call, explain, putApi, useApi, useHasRole } from '@miniapp/client';
import {
  Banner,
  Button,
  Card,
  Cell,
  CellList,
  Choice,
  confirm,
  Empty,
  Field,
  IconButton,
  Page,
  Tag,
  TextInput,
  toast,
  View,
} from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { AdminOnly } from '../../components/admin-only';
import { dayText, withDay } from '../../model/calendar-days';

/** Days that the city has arranged otherwise than the national calendar. */
export default function CalendarPage() {
  const allowed = useHasRole('admin');
  const query = useApi(getCalendarOverrides, {}, { enabled: allowed });
  const [edited, setEdited] = useState<readonly DayOverrideView[]>();
  const [saving, setSaving] = useState(false);
  const save = async ({ version, items }: CalendarOverrides): Promise<void> => {
    const sure = await confirm({
      title: '保存工作日历？',
      text: '只影响此后计算的时限，已作出的承诺不变。',
      yes: '保存',
    });
    if (!sure) return;
    setSaving(true);
    try {
      const body = { version, items: [...(edited ?? items)] };
      putApi(getCalendarOverrides, {}, await call(setCalendarOverrides, { body }));
      setEdited(undefined);
      toast.done('已保存');
    } catch (error) {
      toast.fail(explain(error));
    } finally {
      setSaving(false);
    }
  };
  const { data } = query;
  return (
    <Page
      title="工作日历"
      width="form"
      actions={
        edited && data ? (
          <>
            <Button kind="secondary" onPress={() => setEdited(undefined)}>
              放弃修改
            </Button>
            <Button loading={saving} onPress={() => void save(data)}>
              保存
            </Button>
          </>
        ) : undefined
      }
    >
      <AdminOnly roles={['admin']} to={routes.adminCalendar}>
        <View className="lx-small">
          周末、法定节假日和已公布的调休不用填。国务院新公布的安排、本市临时放假或上班的日子填在这里，承诺时间照此计算。
        </View>
        {edited ? <Banner tone="warning">有修改还没保存。</Banner> : null}
        <Loaded query={query}>{({ items }) => <Days days={edited ?? items} onChange={setEdited} />}</Loaded>
      </AdminOnly>
    </Page>
  );
}

const KINDS = [
  { value: 'off', text: '放假' },
  { value: 'working', text: '上班' },
] as const;

function Days({
  days,
  onChange,
}: {
  days: readonly DayOverrideView[];
  onChange: (days: readonly DayOverrideView[]) => void;
}) {
  const [date, setDate] = useState('');
  const [kind, setKind] = useState<'off' | 'working'>('off');
  const [note, setNote] = useState('');
  const [error, setError] = useState<string>();
  // Grows with every day added, so that the fields are empty again.
  const [round, setRound] = useState(0);
  const add = (): void => {
    const added = withDay(days, { date, working: kind === 'working', note });
    if ('error' in added) return setError(added.error);
    setError(undefined);
    setDate('');
    setNote('');
    setRound(round + 1);
    onChange(added.days);
  };
  return (
    <View className="lx-stack">
      <Card title="添加一天">
        <View className="lx-stack">
          <Field label="日期" error={error} required>
            <TextInput key={`date-${round}`} maxLength={12} placeholder="如：2027-02-10" onChange={setDate} />
          </Field>
          <Field label="这一天" group>
            <Choice options={KINDS} value={kind} onChange={setKind} />
          </Field>
          <Field label="说明" optional>
            <TextInput key={`note-${round}`} maxLength={30} placeholder="如：春节调休" onChange={setNote} />
          </Field>
          <Button kind="secondary" icon="plus" onPress={add}>
            加进日历
          </Button>
        </View>
      </Card>
      {days.length === 0 ? (
        <Empty icon="calendar" title="没有另行规定的日子" note="按国家的节假日和调休计算。" />
      ) : (
        <CellList title="另行规定的日子">
          {days.map((day) => (
            <Cell
              key={day.date}
              title={dayText(day.date)}
              note={day.note}
              value={
                <View className="lx-row">
                  <Tag>{day.working ? '上班' : '放假'}</Tag>
                  <IconButton
                    icon="trash"
                    label={`删除 ${dayText(day.date)}`}
                    onPress={() => onChange(days.filter((other) => other.date !== day.date))}
                  />
                </View>
              }
            />
          ))}
        </CellList>
      )}
    </View>
  );
}
