import { useState } from 'react';
import { getVolunteer, leaveVolunteers, saveVolunteer } from '@shared/volunteers/contract';
import { GUARDIAN_CONSENT, VOLUNTEER_CONSENT } from '@shared/volunteers/consent';
import { ageRule } from '@shared/volunteers/rules';
import { type VolunteerView } from '@shared/volunteers/schemas';
import { FREE_TIME_NAMES, FREE_TIMES, SKILL_NAMES, SKILLS } from '@shared/volunteers/skills';
import { ApiProblem, call, putApi, useUser } from '@miniapp/client';
import {
  Banner,
  Button,
  Card,
  CellList,
  confirm,
  Field,
  List,
  ListItem,
  MultiChoice,
  SwitchCell,
  TextInput,
  View,
} from '@miniapp/ui';
import { useNow } from '@miniapp/widgets/use-now';
import { useAct } from '../hooks/use-act';
import { ProfileState } from './profile-state';

const SKILL_OPTIONS = SKILLS.map((value) => ({ value, text: SKILL_NAMES[value] }));
const TIME_OPTIONS = FREE_TIMES.map((value) => ({ value, text: FREE_TIME_NAMES[value] }));
const DATE = /^\s*(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?\s*$/;

/** 1960-3-5, also with other separators, as the API takes it. */
function dateOf(text: string): string {
  const [, year = '', month = '', day = ''] = DATE.exec(text) ?? [];
  return year && `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

export function ProfileForm({ me }: { me: VolunteerView }) {
  const user = useUser();
  const joined = me.state !== 'none' && me.state !== 'left';
  const now = useNow();
  const { busy, act } = useAct();
  const [name, setName] = useState(me.name);
  const [born, setBorn] = useState('');
  const [skills, setSkills] = useState(me.skills);
  const [times, setTimes] = useState(me.times);
  const [languages, setLanguages] = useState(me.languages.join('、') || '普通话');
  const [guardian, setGuardian] = useState({ name: me.guardian?.name ?? '', phone: '', agreed: false });
  const [agreed, setAgreed] = useState(me.consent?.version === VOLUNTEER_CONSENT.version);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const bornOn = dateOf(born);
  const age = bornOn ? ageRule(bornOn, now) : null;
  const minor = age?.problem === null ? age.adultOn !== null : me.minor;
  const asksGuardian = minor && (me.guardian === null || bornOn !== '');

  const save = () =>
    act(
      'save',
      async () => {
        try {
          const saved = await call(saveVolunteer, {
            body: {
              name,
              skills,
              times,
              languages: languages.split(/[、，,\s]+/).filter(Boolean),
              ...((bornOn || !joined) && { bornOn }),
              ...(asksGuardian && {
                guardian: { name: guardian.name, phone: guardian.phone, consent: guardian.agreed as true },
              }),
              consentVersion: VOLUNTEER_CONSENT.version,
              ...(joined && { version: me.version }),
            },
          });
          setWrong({});
          putApi(getVolunteer, {}, saved);
        } catch (error) {
          const issues = error instanceof ApiProblem ? error.errors : [];
          setWrong(Object.fromEntries(issues.map(({ path, message }) => [path, message])));
          throw error;
        }
      },
      joined ? '已保存' : '已提交，等社区审核',
    );
  const leave = async (): Promise<void> => {
    const text = '特长、空闲时间和监护人信息马上删除；服务时长和积分保留。';
    if (!(await confirm({ title: '退出志愿者？', text, yes: '退出', danger: true }))) return;
    await act('leave', async () => putApi(getVolunteer, {}, await call(leaveVolunteers, {})), '已退出');
  };
  if (!user?.homeArea)
    return <Banner tone="warning">请先在「我的」里选好您的网格，社区才知道由谁审核。</Banner>;
  return (
    <>
      <ProfileState me={me} />
      <Card title={joined ? '修改资料' : `注册成为${user.homeArea.name}的志愿者`}>
        <View className="lx-stack">
          <Field label="真实姓名" hint="证书上用" error={wrong.name} required>
            <TextInput initial={me.name} maxLength={20} onChange={setName} />
          </Field>
          <Field
            label="出生日期"
            hint={joined ? '不改就不用填' : '只核对年龄，不保存；满 14 周岁可以注册'}
            error={wrong.bornOn ?? age?.problem ?? undefined}
            required={!joined}
            optional={joined}
          >
            <TextInput placeholder="如 1968-05-20" maxLength={12} onChange={setBorn} />
          </Field>
          <Field label="空闲时间" error={wrong.times} group required>
            <MultiChoice label="空闲时间" options={TIME_OPTIONS} values={times} onChange={setTimes} />
          </Field>
          <Field label="特长" hint="没有也可以不选" error={wrong.skills} group>
            <MultiChoice label="特长" options={SKILL_OPTIONS} values={skills} onChange={setSkills} />
          </Field>
          <Field
            label="会说的语言"
            hint="几种的用顿号分开，如 普通话、维吾尔语"
            error={wrong.languages}
            required
          >
            <TextInput initial={languages} maxLength={60} onChange={setLanguages} />
          </Field>
        </View>
      </Card>
      {asksGuardian ? (
        <Card title="监护人">
          <View className="lx-stack">
            <View className="lx-small">未满 18 周岁，要有监护人同意；社区会打电话核实。</View>
            <Field label="监护人姓名" error={wrong.guardian ?? wrong['guardian.name']} required>
              <TextInput
                initial={guardian.name}
                maxLength={20}
                onChange={(text) => setGuardian({ ...guardian, name: text })}
              />
            </Field>
            <Field label="监护人手机" error={wrong['guardian.phone']} required>
              <TextInput
                kind="tel"
                maxLength={11}
                onChange={(phone) => setGuardian({ ...guardian, phone })}
              />
            </Field>
            <CellList label="监护人同意">
              <SwitchCell
                title="监护人同意"
                note={GUARDIAN_CONSENT}
                on={guardian.agreed}
                onChange={(on) => setGuardian({ ...guardian, agreed: on })}
              />
            </CellList>
          </View>
        </Card>
      ) : null}
      <Card title="怎么使用您的信息">
        <View className="lx-stack">
          <List>
            {VOLUNTEER_CONSENT.points.map((point) => (
              <ListItem key={point}>
                <View className="lx-small">{`· ${point}`}</View>
              </ListItem>
            ))}
          </List>
          <CellList label="同意">
            <SwitchCell title="我看过了，同意" on={agreed} onChange={setAgreed} />
          </CellList>
        </View>
      </Card>
      <Button
        block
        icon="check"
        loading={busy === 'save'}
        disabled={!agreed || (asksGuardian && !guardian.agreed)}
        onPress={() => void save()}
      >
        {joined ? '保存' : '提交注册'}
      </Button>
      {joined ? (
        <Button kind="danger" loading={busy === 'leave'} onPress={() => void leave()}>
          退出志愿者
        </Button>
      ) : null}
    </>
  );
}
