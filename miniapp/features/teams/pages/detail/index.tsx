import { useRef, useState } from 'react';
import { getTeam, requestTeam, type TeamView } from '@shared/teams/contract';
import { call, explain, newKey, useApi, useUser } from '@miniapp/client';
import { openPage, useQuery } from '@miniapp/platform/navigation';
import {
  Avatar,
  Banner,
  Button,
  Card,
  Cell,
  CellList,
  Field,
  Heading,
  Page,
  Sheet,
  Skeleton,
  TextArea,
  TextInput,
  toast,
  View,
} from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { ensureSignedIn } from '@miniapp/widgets/sign-in';

/** `?id=` one team: who is in it, what it does, and how to ask for it. */
export default function TeamPage() {
  const { id = '' } = useQuery();
  const query = useApi(getTeam, { params: { id } }, { enabled: id !== '' });
  const [asking, setAsking] = useState(false);
  const ask = async () => {
    if (await ensureSignedIn(`${routes.team}?id=${id}`)) setAsking(true);
  };
  return (
    <Page
      title="团队"
      width="form"
      actions={
        query.data && !query.data.closed ? (
          <Button block size="large" icon="send" onPress={() => void ask()}>
            请他们来
          </Button>
        ) : undefined
      }
    >
      <Loaded query={query} skeleton={<Skeleton kind="cards" rows={3} />}>
        {(team) => <Team team={team} />}
      </Loaded>
      {asking && query.data ? <AskSheet team={query.data} onClose={() => setAsking(false)} /> : null}
    </Page>
  );
}

function Team({ team }: { team: TeamView }) {
  const { taken, capacity } = team.week;
  const left = Math.max(0, capacity - taken);
  return (
    <>
      <Card>
        <View className="lx-stack">
          <Heading level={2} className="lx-title">
            {team.name}
          </Heading>
          <View>{team.summary}</View>
          <View className="lx-small">{`服务范围：${team.area.name}；${team.hours}`}</View>
          {team.closed ? (
            <Banner tone="warning">{`停止服务：${team.closed.reason}`}</Banner>
          ) : (
            <Banner tone={left > 0 ? 'info' : 'warning'}>
              {left > 0 ? `本周还能接 ${left} 单` : '本周已经接满，现在点单会排到后面'}
            </Banner>
          )}
        </View>
      </Card>
      <CellList title="能帮您做什么">
        {team.services.map(({ name, minutes, note }) => (
          <Cell key={name} icon="check-circle" title={name} note={note} value={`约 ${minutes} 分钟`} />
        ))}
      </CellList>
      <CellList title="成员">
        {team.members.length === 0 ? <Cell title="还没有成员公开" note="点单后由团队联系您" /> : null}
        {team.members.map(({ name, profession, duty, languages }) => (
          <Cell
            key={name}
            lead={<Avatar name={name} />}
            title={`${name} · ${profession}`}
            note={languages.length > 0 ? `${duty}；会说${languages.join('、')}` : duty}
          />
        ))}
      </CellList>
    </>
  );
}

function AskSheet({ team, onClose }: { team: TeamView; onClose: () => void }) {
  const text = useRef('');
  const when = useRef('');
  const key = useRef(newKey());
  const hasHome = useUser()?.homeArea != null;
  const [error, setError] = useState<string>();
  const [sending, setSending] = useState(false);
  const send = async () => {
    const words = text.current.trim();
    if (words.length < 2) return setError('请说说需要什么');
    if (!hasHome) return setError('请先在首页选好您的网格，才知道派到哪里');
    setSending(true);
    setError(undefined);
    try {
      const body = { text: words, ...(when.current.trim() && { when: when.current.trim() }) };
      const order = await call(
        requestTeam,
        { params: { id: team.id }, body },
        { idempotencyKey: key.current },
      );
      toast.done('点单收到了，中心会尽快派单');
      onClose();
      await openPage(routes.detail, { id: order.caseId });
    } catch (failure) {
      setError(explain(failure));
    } finally {
      setSending(false);
    }
  };
  return (
    <Sheet
      open
      title={`请${team.name}`}
      onClose={onClose}
      footer={
        <Button block size="large" loading={sending} onPress={() => void send()}>
          点单
        </Button>
      }
    >
      <View className="lx-stack">
        <Field label="需要什么" hint="不公开，只有您、中心和团队看得到" error={error} required>
          <TextArea
            rows={3}
            maxLength={500}
            placeholder="如：邻居借钱不还，想问问律师怎么办"
            onChange={(words) => {
              text.current = words;
              key.current = newKey();
            }}
          />
        </Field>
        <Field label="希望什么时候">
          <TextInput
            maxLength={60}
            placeholder="如：周二上午"
            onChange={(words) => {
              when.current = words;
              key.current = newKey();
            }}
          />
        </Field>
      </View>
    </Sheet>
  );
}
