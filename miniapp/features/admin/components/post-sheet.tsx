import { useState } from 'react';
import { getDuty, setDuty } from '@shared/duty/contract';
import { listPosts, setPostTerm, type StaffPost } from '@shared/posts/contract';
import { daySchema } from '@shared/posts/terms';
import { call, explain, refreshApi, useApi, useHasRole } from '@miniapp/client';
import { Banner, Button, Field, Segmented, Sheet, TextInput, toast, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { parseRoster, PRESETS, rosterText, WEEKDAYS } from '../model/roster-text';

/** The weekly roster of a post, and for an admin its term. */
export function PostSheet({ post, onClose }: { post: StaffPost; onClose: () => void }) {
  const admin = useHasRole('admin');
  const [part, setPart] = useState<'roster' | 'term'>('roster');
  return (
    <Sheet open title={`${post.area.name} · ${post.functionName} ${post.name}`} onClose={onClose}>
      <View className="lx-stack">
        {admin ? (
          <Segmented
            label="改什么"
            options={[
              { value: 'roster', text: '每周值班' },
              { value: 'term', text: '任期' },
            ]}
            value={part}
            onChange={setPart}
          />
        ) : null}
        {part === 'term' ? (
          <TermForm post={post} onDone={onClose} />
        ) : (
          <Roster post={post} onDone={onClose} />
        )}
      </View>
    </Sheet>
  );
}

function useSaving(onDone: () => void) {
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<string>();
  const save = async (send: () => Promise<unknown>): Promise<void> => {
    setSaving(true);
    setError(undefined);
    try {
      await send();
      await refreshApi(listPosts, getDuty);
      toast.done('已保存');
      onDone();
    } catch (failure) {
      setError(explain(failure));
      setSaving(false);
    }
  };
  return { saving, error, setError, save };
}

function Roster({ post, onDone }: { post: StaffPost; onDone: () => void }) {
  const query = useApi(getDuty, { params: { id: post.postId } });
  return (
    <Loaded query={query}>
      {({ shifts, version }) => (
        <RosterForm postId={post.postId} week={rosterText(shifts)} version={version} onDone={onDone} />
      )}
    </Loaded>
  );
}

interface RosterFormProps {
  postId: string;
  week: string[];
  version: number;
  onDone: () => void;
}

function RosterForm({ postId, week, version, onDone }: RosterFormProps) {
  const [days, setDays] = useState({ week, key: 0 });
  const { saving, error, setError, save } = useSaving(onDone);
  const send = (): void => {
    const parsed = parseRoster(days.week);
    if ('fault' in parsed) setError(parsed.fault);
    else void save(() => call(setDuty, { params: { id: postId }, body: { shifts: parsed.shifts, version } }));
  };
  return (
    <>
      <View className="lx-small">新的事当天派给当天值班的人；没有排班的，算每天都在岗。</View>
      <View className="admin-picks">
        {PRESETS.map((preset) => (
          <Button
            key={preset.name}
            kind="secondary"
            size="small"
            onPress={() => setDays({ week: [...preset.week], key: days.key + 1 })}
          >
            {preset.name}
          </Button>
        ))}
      </View>
      {WEEKDAYS.map((name, i) => (
        <Field key={`${name}${days.key}`} label={name}>
          <TextInput
            initial={days.week[i]}
            maxLength={60}
            placeholder="不值班"
            onChange={(text) =>
              setDays((now) => ({ ...now, week: now.week.map((day, at) => (at === i ? text : day)) }))
            }
          />
        </Field>
      ))}
      {error ? (
        <Banner tone="danger" urgent>
          {error}
        </Banner>
      ) : null}
      <Button block size="large" loading={saving} onPress={send}>
        保存值班
      </Button>
    </>
  );
}

function TermForm({ post, onDone }: { post: StaffPost; onDone: () => void }) {
  const [from, setFrom] = useState(post.from ?? '');
  const [until, setUntil] = useState(post.until ?? '');
  const { saving, error, setError, save } = useSaving(onDone);
  const send = (): void => {
    const [start, end] = [from.trim() || null, until.trim() || null];
    if ([start, end].some((day) => day !== null && !daySchema.safeParse(day).success))
      setError('日期应写作 2026-11-23');
    else
      void save(() => call(setPostTerm, { params: { id: post.postId }, body: { from: start, until: end } }));
  };
  return (
    <>
      <View className="lx-small">
        任期一满，第二天起就不能再受理和查看这个网格的事；手上没办完的请先交接。
      </View>
      <Field label="任期开始" hint="如 2026-01-01；不填是早就开始" optional>
        <TextInput initial={from} maxLength={10} onChange={setFrom} />
      </Field>
      <Field label="任期最后一天" hint="如 2026-12-31；不填是没有期限" optional>
        <TextInput initial={until} maxLength={10} onChange={setUntil} />
      </Field>
      {error ? (
        <Banner tone="danger" urgent>
          {error}
        </Banner>
      ) : null}
      <Button block size="large" loading={saving} onPress={send}>
        保存任期
      </Button>
    </>
  );
}
