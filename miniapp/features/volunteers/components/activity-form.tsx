import { useState } from 'react';
import {
  changeActivity,
  createActivity,
  getActivity,
  listActivities,
  ORGANISERS,
} from '@shared/activities/contract';
import { type ActivityView, SERIES_AT_MOST, SHIFTS_AT_MOST } from '@shared/activities/schemas';
import { ApiProblem, call, newKey, putApi, refreshApi } from '@miniapp/client';
import { goBack, replacePage } from '@miniapp/platform/navigation';
import {
  Button,
  Card,
  CellList,
  Choice,
  confirm,
  Field,
  SwitchCell,
  TextArea,
  TextInput,
  View,
} from '@miniapp/ui';
import { AreaField } from '@miniapp/widgets/area-field';
import { routes } from '@miniapp/widgets/routes';
import { useUnsaved } from '@miniapp/widgets/use-unsaved';
import { sayMissing } from '@miniapp/widgets/say-missing';
import { useAct } from '../hooks/use-act';
import {
  type ActivityDraft,
  bodyOf,
  changesOf,
  draftOf,
  newShift,
  type Wrong,
  wrongOf,
} from '../model/draft';
import { PlaceField } from './place-field';
import { ShiftFields } from './shift-fields';

const REPEATS = [
  { value: 'once', text: '只办一次' },
  { value: 'week', text: '每周' },
  { value: 'fortnight', text: '每两周' },
  { value: 'month', text: '每月' },
] as const;
const TIMES = [2, 4, 8, SERIES_AT_MOST].map((count) => ({ value: String(count), text: `${count} 场` }));

export function ActivityForm({ activity }: { activity?: ActivityView }) {
  const { busy, act } = useAct();
  const [initial] = useState<ActivityDraft>(() => draftOf(activity));
  const [draft, setDraft] = useState(initial);
  useUnsaved(draft !== initial);
  const [wrong, setWrong] = useState<Wrong>({});
  // The same activity sent again after a broken connection is the same one.
  const [key, setKey] = useState(newKey);
  const change = (part: Partial<ActivityDraft>): void => {
    setDraft({ ...draft, ...part });
    setKey(newKey());
  };
  const send = async (): Promise<void> => {
    try {
      if (activity) {
        const { id } = activity;
        const saved = await call(changeActivity, { params: { id }, body: changesOf(draft, activity) });
        putApi(getActivity, { params: { id } }, saved);
        await refreshApi(listActivities);
        await goBack();
      } else {
        const { id } = await call(createActivity, { body: bodyOf(draft) }, { idempotencyKey: key });
        await refreshApi(listActivities);
        await replacePage(routes.activity, { id });
      }
    } catch (error) {
      const issues = error instanceof ApiProblem ? error.errors : [];
      // Added shifts stand after those there were, as on the form.
      const there = activity?.shifts.length ?? 0;
      setWrong(
        Object.fromEntries(
          issues.map(({ path, message }) => [
            path.replace(/^addShifts\.(\d+)/, (_, at: string) => `shifts.${there + Number(at)}`),
            message,
          ]),
        ),
      );
      throw error;
    }
  };
  const save = async (): Promise<void> => {
    const found = wrongOf(draft, activity === undefined);
    setWrong(found);
    if (Object.keys(found).length > 0) {
      sayMissing();
      return;
    }
    const question = activity
      ? { title: '保存修改？', text: '每个报名的人都会收到变更说明。', yes: '保存' }
      : { title: '发起活动？', text: `${draft.area?.name ?? ''}的志愿者马上可以报名。`, yes: '发起' };
    if (await confirm(question)) await act('save', send, activity ? '已保存' : '已发起');
  };
  return (
    <>
      <Card title="活动">
        <View className="lx-stack">
          {activity ? null : (
            <Field label="哪里的活动" error={wrong.areaCode} group required>
              <AreaField
                roles={ORGANISERS}
                verb="办在"
                value={draft.area}
                onChange={(area) => change({ area })}
              />
            </Field>
          )}
          <Field label="活动名称" error={wrong.title} required>
            <TextInput
              initial={draft.title}
              maxLength={40}
              placeholder="如 周末清洁家园"
              onChange={(title) => change({ title })}
            />
          </Field>
          <Field label="做什么" error={wrong.text} required>
            <TextArea rows={4} maxLength={1000} initial={draft.text} onChange={(text) => change({ text })} />
          </Field>
          <Field label="要带什么" error={wrong.bring} optional>
            <TextInput
              initial={draft.bring}
              maxLength={200}
              placeholder="如 手套、水杯"
              onChange={(bring) => change({ bring })}
            />
          </Field>
          <Field label="集合地点" error={wrong.addressText} required>
            <TextInput
              initial={draft.addressText}
              maxLength={80}
              placeholder="如 小区南门岗亭"
              onChange={(addressText) => change({ addressText })}
            />
          </Field>
          <PlaceField
            code={draft.area?.code ?? activity?.area.code}
            value={draft.place}
            onChange={(place) => change({ place })}
          />
        </View>
      </Card>
      {draft.shifts.map((shift, at) => (
        <ShiftFields
          key={shift.id ?? at}
          at={at}
          alone={draft.shifts.length === 1}
          shift={shift}
          wrong={wrong}
          onChange={(changed) =>
            change({ shifts: draft.shifts.map((each, n) => (n === at ? changed : each)) })
          }
          onRemove={
            shift.id === undefined && draft.shifts.length > 1
              ? () => change({ shifts: draft.shifts.filter((_, n) => n !== at) })
              : undefined
          }
        />
      ))}
      {draft.shifts.length < SHIFTS_AT_MOST ? (
        <Button
          kind="secondary"
          icon="plus"
          onPress={() => change({ shifts: [...draft.shifts, newShift()] })}
        >
          再加一个班次
        </Button>
      ) : null}
      {activity ? (
        <Card title="变更说明">
          <Field label="告诉报名的人改了什么" error={wrong.notice} required>
            <TextArea
              rows={2}
              maxLength={200}
              placeholder="如 南门施工，改到北门集合"
              onChange={(notice) => change({ notice })}
            />
          </Field>
        </Card>
      ) : (
        <>
          <CellList title="谁能报名">
            <SwitchCell title="只限党员" on={draft.party} onChange={(party) => change({ party })} />
            <SwitchCell
              title="只限 18 周岁以上"
              on={draft.adults}
              onChange={(adults) => change({ adults })}
            />
            <SwitchCell
              title="只限本区域的志愿者"
              on={draft.locals}
              onChange={(locals) => change({ locals })}
            />
          </CellList>
          <Card title="办几次">
            <View className="lx-stack">
              <Choice
                label="办几次"
                options={REPEATS}
                value={draft.repeat}
                onChange={(repeat) => change({ repeat })}
              />
              {draft.repeat === 'once' ? null : (
                <Choice
                  label="一共几场"
                  options={TIMES}
                  value={draft.times}
                  onChange={(times) => change({ times })}
                />
              )}
            </View>
          </Card>
        </>
      )}
      <Button block icon="check" loading={busy === 'save'} onPress={() => void save()}>
        {activity ? '保存并通知' : '发起活动'}
      </Button>
    </>
  );
}
