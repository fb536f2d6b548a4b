import { useState } from 'react';
import { getPartyReport, myHouseholds, reportParty, visitHousehold } from '@shared/volunteers/contract';
import { type LinkedHousehold, type PartyMemberView } from '@shared/volunteers/schemas';
import { friendlyTime } from '@shared/time/shanghai';
import { call, newKey, putApi, refreshApi, useApi, useUser } from '@miniapp/client';
import {
  Banner,
  Button,
  Card,
  Cell,
  CellList,
  confirm,
  Field,
  Page,
  Sheet,
  Skeleton,
  StatusTag,
  TextArea,
  TextInput,
  View,
} from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { useNow } from '@miniapp/widgets/use-now';
import { PartyCardChoices } from '../../components/party-card';
import { PeopleOnly } from '@miniapp/widgets/people-only';
import { useAct } from '../../hooks/use-act';
import '../../volunteers.scss';

/** 双报到 and the households one is linked to. */
export default function PartyPage() {
  const user = useUser();
  const query = useApi(getPartyReport, {}, { enabled: user !== null });
  return (
    <Page title="党员双报到" width="form">
      <PeopleOnly to={routes.party} note="登录后可以向居住的社区报到。">
        <Loaded query={query} skeleton={<Skeleton kind="cards" rows={2} />}>
          {({ report }) =>
            report?.state === 'verified' ? <Verified report={report} /> : <ReportForm report={report} />
          }
        </Loaded>
      </PeopleOnly>
    </Page>
  );
}

function ReportForm({ report }: { report: PartyMemberView | null }) {
  const user = useUser();
  const { busy, act } = useAct();
  const [name, setName] = useState(report?.name ?? '');
  const [organisation, setOrganisation] = useState(report?.organisation ?? '');
  const [pledge, setPledge] = useState(report?.pledge ?? '');
  const [key, setKey] = useState(newKey);
  const type = (set: (text: string) => void) => (text: string) => {
    set(text);
    setKey(newKey());
  };
  const send = () =>
    act(
      'report',
      async () => {
        const body = { name, organisation, ...(pledge.trim() && { pledge }) };
        const made = await call(reportParty, { body }, { idempotencyKey: key });
        putApi(getPartyReport, {}, { report: made });
      },
      '已报到，等社区核实',
    );
  if (!user?.homeArea) return <Banner tone="warning">请先在「我的」里选好您的网格。</Banner>;
  if (report?.state === 'pending')
    return (
      <>
        <Banner>{`已向${report.area?.name ?? '社区'}报到，等社区核实党员身份，结果会发消息给您。`}</Banner>
        <CellList label="我的报到">
          <Cell title="姓名" value={report.name} />
          <Cell title="所在党组织" value={report.organisation} />
        </CellList>
      </>
    );
  return (
    <>
      {report?.state === 'declined' ? (
        <Banner tone="danger">{`没有核实：${report.decision?.reason ?? ''}。改好后再报到。`}</Banner>
      ) : null}
      <Card title={`向${user.homeArea.name}报到`}>
        <View className="lx-stack">
          <View className="lx-small">
            单位党组织和本人都到社区报到。社区核实后，会安排您联系几户邻居，每月走访一次。
          </View>
          <Field label="姓名" required>
            <TextInput initial={name} maxLength={20} onChange={type(setName)} />
          </Field>
          <Field label="所在党组织" required>
            <TextInput
              initial={organisation}
              maxLength={60}
              placeholder="如 市第一中学党支部"
              onChange={type(setOrganisation)}
            />
          </Field>
          <Field label="服务承诺" optional>
            <TextArea rows={2} maxLength={200} initial={pledge} onChange={type(setPledge)} />
          </Field>
          <Button
            block
            icon="flag"
            loading={busy === 'report'}
            disabled={name.trim().length < 2 || organisation.trim().length < 2}
            onPress={() => void send()}
          >
            报到
          </Button>
        </View>
      </Card>
    </>
  );
}

function Verified({ report }: { report: PartyMemberView }) {
  const now = useNow();
  const query = useApi(myHouseholds, {});
  const [visiting, setVisiting] = useState<LinkedHousehold>();
  return (
    <>
      <Banner tone="success">{`${report.organisation} · 已在${report.area?.name ?? '社区'}报到`}</Banner>
      <PartyCardChoices report={report} />
      <Loaded
        query={query}
        skeleton={<Skeleton kind="cards" rows={2} />}
        isEmpty={({ items }) => items.length === 0}
        empty={<View className="lx-small">社区还没有安排您联系的户。</View>}
      >
        {({ items }) => (
          <View className="lx-stack">
            {items.map((household) => (
              <Household
                key={household.id}
                household={household}
                now={now}
                onVisit={() => setVisiting(household)}
              />
            ))}
          </View>
        )}
      </Loaded>
      {visiting ? <VisitSheet household={visiting} onClose={() => setVisiting(undefined)} /> : null}
    </>
  );
}

interface HouseholdProps {
  household: LinkedHousehold;
  now: number;
  onVisit: () => void;
}

function Household({ household, now, onVisit }: HouseholdProps) {
  const { address, note, lastVisit, visitedThisMonth } = household;
  return (
    <Card
      title={address}
      extra={
        <StatusTag
          tone={visitedThisMonth ? 'done' : 'waiting'}
          icon={visitedThisMonth ? 'check-circle' : 'clock'}
        >
          {visitedThisMonth ? '已走访' : '待走访'}
        </StatusTag>
      }
    >
      <View className="vol-row">
        {note ? <View className="lx-small">{note}</View> : null}
        <View className="lx-small">
          {lastVisit
            ? `上次 ${friendlyTime(Date.parse(lastVisit.at), now)}：${lastVisit.text}`
            : '还没走访过'}
        </View>
        <View className="vol-buttons">
          <Button
            kind={visitedThisMonth ? 'ghost' : 'secondary'}
            icon="pencil"
            label={`记一次走访：${address}`}
            onPress={onVisit}
          >
            记一次走访
          </Button>
        </View>
      </View>
    </Card>
  );
}

function VisitSheet({ household, onClose }: { household: LinkedHousehold; onClose: () => void }) {
  const { busy, act } = useAct();
  const [text, setText] = useState('');
  const [key] = useState(newKey);
  const send = async (): Promise<void> => {
    const question = { title: '记下这次走访？', text: '记下后不能修改。', yes: '记下' };
    if (!(await confirm(question))) return;
    const done = await act(
      'visit',
      async () => {
        await call(visitHousehold, { params: { id: household.id }, body: { text } }, { idempotencyKey: key });
        await refreshApi(myHouseholds);
      },
      '已记下',
    );
    if (done) onClose();
  };
  return (
    <Sheet
      open
      title={`走访 ${household.address}`}
      onClose={onClose}
      footer={
        <Button
          block
          loading={busy === 'visit'}
          disabled={text.trim().length < 2}
          onPress={() => void send()}
        >
          记下走访
        </Button>
      }
    >
      <Field label="走访情况" hint="只有您和社区看得到" required>
        <TextArea
          rows={4}
          maxLength={500}
          placeholder="如 老人身体好，水龙头漏水，已帮报事"
          onChange={setText}
        />
      </Field>
    </Sheet>
  );
}
