import { useState } from 'react';
import { useDidShow } from '@tarojs/taro';
import { CALLERS, createCallUp, listCallUps } from '@shared/volunteers/contract';
import { CALL_ANSWER_NAMES } from '@shared/volunteers/schemas';
import { type Skill, SKILL_NAMES, SKILLS } from '@shared/volunteers/skills';
import { friendlyTime } from '@shared/time/shanghai';
import { call, newKey, refreshApi, useApiList, useHasRole, useUser } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import {
  Button,
  Cell,
  CellList,
  Choice,
  confirm,
  Empty,
  Field,
  Page,
  Sheet,
  Skeleton,
  StatusTag,
  TextArea,
  TextInput,
  View,
} from '@miniapp/ui';
import { AreaField } from '@miniapp/widgets/area-field';
import { Loaded } from '@miniapp/widgets/loaded';
import { MoreButton } from '@miniapp/widgets/more-button';
import { routes } from '@miniapp/widgets/routes';
import { useNow } from '@miniapp/widgets/use-now';
import { PeopleOnly } from '@miniapp/widgets/people-only';
import { useAct } from '../../hooks/use-act';
import '../../volunteers.scss';

/** Call-ups that concern me, and for supervisors those of their areas. */
export default function CallUpsPage() {
  const user = useUser();
  const calls = useHasRole(...CALLERS);
  const now = useNow();
  const [writing, setWriting] = useState(false);
  const query = useApiList(listCallUps, {}, { enabled: user !== null });
  useDidShow(() => {
    if (user) void refreshApi(listCallUps);
  });
  return (
    <Page title="应急召集" width="form">
      <PeopleOnly to={routes.callUps} note="登录后能看到叫到您的召集。">
        {calls ? (
          <Button icon="megaphone" onPress={() => setWriting(true)}>
            召集志愿者
          </Button>
        ) : null}
        <Loaded
          query={query}
          skeleton={<Skeleton kind="cards" rows={2} />}
          isEmpty={(items) => items.length === 0}
          empty={<Empty icon="megaphone" title="没有召集" note="有急事需要人手，会发消息给您" />}
        >
          {(items) => (
            <View className="lx-stack">
              <CellList label="召集">
                {items.map(({ id, title, area, skill, at, open, myAnswer }) => (
                  <Cell
                    key={id}
                    title={title}
                    note={[
                      area.name,
                      skill ? `会${SKILL_NAMES[skill]}的` : '',
                      friendlyTime(Date.parse(at), now),
                      myAnswer ? `我：${CALL_ANSWER_NAMES[myAnswer]}` : '',
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                    value={
                      <StatusTag tone={open ? 'overdue' : 'declined'} icon={open ? 'alert' : 'minus-circle'}>
                        {open ? '召集中' : '已结束'}
                      </StatusTag>
                    }
                    onPress={() => void openPage(routes.callUp, { id })}
                  />
                ))}
              </CellList>
              <MoreButton query={query}>更早的</MoreButton>
            </View>
          )}
        </Loaded>
        {writing ? <CallSheet onClose={() => setWriting(false)} /> : null}
      </PeopleOnly>
    </Page>
  );
}

const ANY = 'any';
const SKILL_OPTIONS = [
  { value: ANY as Skill | typeof ANY, text: '不限' },
  ...SKILLS.map((value) => ({ value, text: SKILL_NAMES[value] })),
];
const TERMS = [1, 3, 12, 24].map((hours) => ({ value: String(hours), text: `${hours} 小时` }));
const HOUR_MS = 3_600_000;

function CallSheet({ onClose }: { onClose: () => void }) {
  const { busy, act } = useAct();
  const [key] = useState(newKey);
  const [area, setArea] = useState<{ code: string; name: string }>();
  const [skill, setSkill] = useState<Skill | typeof ANY>(ANY);
  const [words, setWords] = useState({ title: '', text: '', meetAt: '' });
  const [hours, setHours] = useState('3');
  const ready = area && Object.values(words).every((text) => text.trim().length >= 2);
  const send = async (): Promise<void> => {
    if (!area) return;
    const whom = skill === ANY ? '全部志愿者' : `会${SKILL_NAMES[skill]}的志愿者`;
    const text = `${area.name}的${whom}马上收到消息。`;
    if (!(await confirm({ title: '发出召集？', text, yes: '发出' }))) return;
    await act('call', async () => {
      const until = new Date(Date.now() + Number(hours) * HOUR_MS).toISOString();
      const body = { areaCode: area.code, ...(skill !== ANY && { skill }), ...words, until };
      const { id } = await call(createCallUp, { body }, { idempotencyKey: key });
      onClose();
      await openPage(routes.callUp, { id });
    });
  };
  return (
    <Sheet
      open
      title="召集志愿者"
      onClose={onClose}
      footer={
        <Button
          block
          icon="megaphone"
          loading={busy === 'call'}
          disabled={!ready}
          onPress={() => void send()}
        >
          发出召集
        </Button>
      }
    >
      <View className="lx-stack">
        <Field label="召集哪里的志愿者" group required>
          <AreaField roles={CALLERS} verb="召集" value={area} onChange={setArea} />
        </Field>
        <Field label="什么事" required>
          <TextInput
            maxLength={40}
            placeholder="如 地下车库积水"
            onChange={(title) => setWords({ ...words, title })}
          />
        </Field>
        <Field label="要做什么" required>
          <TextArea rows={3} maxLength={500} onChange={(text) => setWords({ ...words, text })} />
        </Field>
        <Field label="集合地点" required>
          <TextInput maxLength={80} onChange={(meetAt) => setWords({ ...words, meetAt })} />
        </Field>
        <Field label="要会什么" group>
          <Choice label="要会什么" options={SKILL_OPTIONS} value={skill} onChange={setSkill} />
        </Field>
        <Field label="多久内回复" group>
          <Choice label="多久内回复" options={TERMS} value={hours} onChange={setHours} />
        </Field>
      </View>
    </Sheet>
  );
}
