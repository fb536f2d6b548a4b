import { useState } from 'react';
import {
  decidePartyMember,
  decideVolunteer,
  listManagedVolunteers,
  listPartyMembers,
  VERIFIERS,
} from '@shared/volunteers/contract';
import { type ManagedVolunteer, type PartyMemberView } from '@shared/volunteers/schemas';
import { FREE_TIME_NAMES } from '@shared/volunteers/skills';
import { friendlyTime } from '@shared/time/shanghai';
import { call, refreshApi, useApiList } from '@miniapp/client';
import { Button, Card, confirm, Empty, Page, Segmented, Skeleton, Tag, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { MoreButton } from '@miniapp/widgets/more-button';
import { routes } from '@miniapp/widgets/routes';
import { useNow } from '@miniapp/widgets/use-now';
import { HouseholdsSheet } from '../../components/households-sheet';
import { PeopleOnly } from '@miniapp/widgets/people-only';
import { ReasonSheet } from '@miniapp/widgets/reason-sheet';
import { useAct } from '../../hooks/use-act';
import { skillsText } from '../../model/words';
import '../../volunteers.scss';

const KINDS = [
  { value: 'volunteers', text: '志愿者' },
  { value: 'members', text: '党员' },
] as const;
const STATES = [
  { value: 'pending', text: '待审核' },
  { value: 'verified', text: '已通过' },
  { value: 'declined', text: '没通过' },
] as const;
type State = (typeof STATES)[number]['value'];

/** Who wants to be a volunteer, and who has reported as a party member, in the desk's own areas. */
export default function DeskPage() {
  const [kind, setKind] = useState<(typeof KINDS)[number]['value']>('volunteers');
  const [state, setState] = useState<State>('pending');
  return (
    <Page title="志愿者审核" width="form">
      <PeopleOnly to={routes.volunteerDesk} note="由社区网格中心审核。" roles={VERIFIERS}>
        <Segmented label="审核谁" options={KINDS} value={kind} onChange={setKind} />
        <Segmented label="看哪些" options={STATES} value={state} onChange={setState} />
        {kind === 'volunteers' ? <Volunteers state={state} /> : <Members state={state} />}
      </PeopleOnly>
    </Page>
  );
}

function Volunteers({ state }: { state: State }) {
  const query = useApiList(listManagedVolunteers, { query: { state } });
  return (
    <Loaded
      query={query}
      skeleton={<Skeleton kind="cards" rows={3} />}
      isEmpty={(items) => items.length === 0}
      empty={<Empty icon="people" title="没有人" note="有人注册会出现在这里" />}
    >
      {(items) => (
        <View className="lx-stack">
          {items.map((person) => (
            <VolunteerCard key={person.id} person={person} />
          ))}
          <MoreButton query={query}>更早的</MoreButton>
        </View>
      )}
    </Loaded>
  );
}

function VolunteerCard({ person }: { person: ManagedVolunteer }) {
  const now = useNow();
  const { id, name, skills, times, languages, area, minor, guardian, appliedAt, decision } = person;
  const decide = async (approve: boolean, reason?: string): Promise<void> => {
    const body = { approve, reason, version: person.version };
    await call(decideVolunteer, { params: { id }, body });
    await refreshApi(listManagedVolunteers);
  };
  return (
    <Card title={name} extra={minor ? <Tag icon="alert">未成年</Tag> : undefined}>
      <View className="lx-stack">
        <View className="lx-small">{`${area?.name ?? ''} · ${friendlyTime(Date.parse(appliedAt), now)} 注册`}</View>
        <View className="lx-small">{`特长：${skillsText(skills) || '没有写'}`}</View>
        <View className="lx-small">{`有空：${times.map((time) => FREE_TIME_NAMES[time]).join('、')}`}</View>
        <View className="lx-small">{`会说：${languages.join('、')}`}</View>
        {guardian ? (
          <View className="lx-small">{`监护人：${guardian.name} ${guardian.phoneMasked}，${friendlyTime(Date.parse(guardian.consentAt), now)} 同意`}</View>
        ) : null}
        {decision?.reason ? <View className="lx-small">{`原因：${decision.reason}`}</View> : null}
        <Decide name={name} state={person.state} onDecide={decide} />
      </View>
    </Card>
  );
}

interface DecideProps {
  name: string;
  state: string;
  onDecide: (approve: boolean, reason?: string) => Promise<void>;
}

function Decide({ name, state, onDecide }: DecideProps) {
  const { busy, act } = useAct();
  const [refusing, setRefusing] = useState(false);
  const approve = async (): Promise<void> => {
    if (await confirm({ title: `让${name}通过？`, yes: '通过' }))
      await act('yes', () => onDecide(true), '已通过');
  };
  return (
    <View className="vol-buttons">
      {state === 'verified' ? null : (
        <Button icon="check" loading={busy === 'yes'} onPress={() => void approve()}>
          通过
        </Button>
      )}
      {state === 'declined' ? null : (
        <Button kind="danger" icon="close" onPress={() => setRefusing(true)}>
          {state === 'verified' ? '取消资格' : '不通过'}
        </Button>
      )}
      {refusing ? (
        <ReasonSheet
          danger
          title={`${name}不通过`}
          hint="本人会收到"
          yes="不通过"
          busy={busy === 'no'}
          onClose={() => setRefusing(false)}
          onSend={(reason) => {
            void act('no', () => onDecide(false, reason), '已记下').then((done) => {
              if (done) setRefusing(false);
            });
          }}
        />
      ) : null}
    </View>
  );
}

function Members({ state }: { state: State }) {
  const query = useApiList(listPartyMembers, { query: { state } });
  return (
    <Loaded
      query={query}
      skeleton={<Skeleton kind="cards" rows={3} />}
      isEmpty={(items) => items.length === 0}
      empty={<Empty icon="flag" title="没有人" note="有党员报到会出现在这里" />}
    >
      {(items) => (
        <View className="lx-stack">
          {items.map((member) => (
            <MemberCard key={member.id} member={member} />
          ))}
          <MoreButton query={query}>更早的</MoreButton>
        </View>
      )}
    </Loaded>
  );
}

function MemberCard({ member }: { member: PartyMemberView }) {
  const now = useNow();
  const [linking, setLinking] = useState(false);
  const { id, name, organisation, pledge, area, reportedAt, households, state } = member;
  const decide = async (approve: boolean, reason?: string): Promise<void> => {
    await call(decidePartyMember, { params: { id }, body: { approve, reason, version: member.version } });
    await refreshApi(listPartyMembers);
  };
  return (
    <Card title={name} extra={<Tag kind="party">党员</Tag>}>
      <View className="lx-stack">
        <View className="lx-small">{organisation}</View>
        <View className="lx-small">{`${area?.name ?? ''} · ${friendlyTime(Date.parse(reportedAt), now)} 报到`}</View>
        {pledge ? <View className="lx-small">{`承诺：${pledge}`}</View> : null}
        {state === 'verified' ? (
          <Button kind="secondary" icon="home" onPress={() => setLinking(true)}>
            {`联系的户（${households}）`}
          </Button>
        ) : null}
        <Decide name={name} state={state} onDecide={decide} />
      </View>
      {linking ? <HouseholdsSheet member={member} onClose={() => setLinking(false)} /> : null}
    </Card>
  );
}
