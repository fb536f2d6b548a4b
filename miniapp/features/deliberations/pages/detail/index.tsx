import { type ReactNode } from 'react';
import { useDidShow } from '@tarojs/taro';
import { getTopic } from '@shared/deliberations/contract';
import { TOPIC_PHASE_NAMES, TOPIC_PHASES } from '@shared/deliberations/phases';
import { type TopicView } from '@shared/deliberations/schemas';
import { listMeetings } from '@shared/meetings/contract';
import { calendarTime, friendlyTime } from '@shared/time/shanghai';
import { refreshApi, useApi, useUser } from '@miniapp/client';
import { openPage, toUrl, useQuery } from '@miniapp/platform/navigation';
import {
  Card,
  Cell,
  CellList,
  Heading,
  Page,
  Skeleton,
  StatusTag,
  Steps,
  Text,
  Timeline,
  View,
} from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { PhotoStrip } from '@miniapp/widgets/photo-strip';
import { routes } from '@miniapp/widgets/routes';
import { useShareLink } from '@miniapp/widgets/share-link';
import { TopicBallot } from '@miniapp/widgets/topic-ballot';
import { phaseIndex, phaseLine, phaseTag } from '@miniapp/widgets/topic-card/phase-words';
import { TopicOpinions } from '@miniapp/widgets/topic-opinions';
import { useNow } from '@miniapp/widgets/use-now';
import { CareNote } from '../../components/care-note';
import { Comments } from '../../components/comments';
import { Evaluation } from '../../components/evaluation';
import { Meetings } from '../../components/meetings';
import { OrganiserPanel } from '../../components/organiser-panel';
import { PhaseCard } from '../../components/phase-card';
import { fixedDates } from '../../model/plan';
import '../../deliberations.scss';

/** Statements have been there to vote on. */
const talked = ({ phase }: TopicView) => phase !== 'raise' && phase !== 'set';

const NAMES = TOPIC_PHASES.map((phase) => TOPIC_PHASE_NAMES[phase]);

/** `?id=` a topic from first voice to last rating, on one page. */
export default function TopicPage() {
  const { id = '' } = useQuery();
  const query = useApi(getTopic, { params: { id } });
  const now = useNow();
  const share = useShareLink(query.data && cardOf(query.data, now));
  useDidShow(() => void refreshApi(getTopic, listMeetings));
  return (
    <Page title="议题" aside={query.data ? <Aside topic={query.data} now={now} /> : null}>
      <Loaded query={query} skeleton={<Skeleton kind="cards" rows={3} />}>
        {(topic) => <Topic topic={topic} now={now} share={share} />}
      </Loaded>
    </Page>
  );
}

/** What goes into the chat of the neighbours; nothing of a topic that is kept from the public. */
const cardOf = (topic: TopicView, now: number) =>
  topic.care === null
    ? {
        title: `${phaseTag(topic).word}：${topic.title}（${topic.area.name}）`,
        url: toUrl(routes.topic, { id: topic.id }),
        picture: {
          kind: `议题 · ${phaseTag(topic).word}`,
          title: topic.title,
          lines: [phaseLine(topic, now)],
        },
      }
    : undefined;

interface TopicProps {
  topic: TopicView;
  now: number;
  share: ReactNode;
}

function Topic({ topic, now, share }: TopicProps) {
  const user = useUser();
  const { word, tone } = phaseTag(topic);
  const reload = () => void refreshApi(getTopic);
  return (
    <>
      <Card>
        <View className="lx-stack">
          <Heading level={2} className="lx-title">
            {topic.title}
          </Heading>
          <View className="topic-said__head">
            <StatusTag tone={tone}>{word}</StatusTag>
            <Text className="lx-caption lx-num">{phaseLine(topic, now)}</Text>
          </View>
          <Steps
            names={NAMES}
            current={phaseIndex(topic)}
            stopped={topic.outcome !== null && topic.outcome !== 'done'}
          />
          <CareNote topicId={topic.id} itemId={topic.id} care={topic.care} onChanged={reload} />
          <View className="topic-words">{topic.background}</View>
          <PhotoStrip photos={topic.photos.map((photo) => ({ ...photo, stage: 'before', review: null }))} />
          <Text className="lx-caption">
            {[
              `${topic.initiator}提出`,
              topic.area.name,
              ...(topic.placeText ? [topic.placeText] : []),
              friendlyTime(Date.parse(topic.createdAt), now),
            ].join(' · ')}
          </Text>
          {share ? <View className="topic-buttons">{share}</View> : null}
        </View>
      </Card>
      <PhaseCard topic={topic} signedIn={user !== null} />
      <TopicBallot topicId={topic.id} organises={topic.me.organiser && topic.outcome === null} />
      {talked(topic) ? <TopicOpinions topicId={topic.id} /> : null}
      <Meetings topicId={topic.id} open={topic.outcome === null} now={now} signedIn={user !== null} />
      <OrganiserPanel topic={topic} />
      <Tasks topic={topic} />
      <Evaluation topic={topic} />
      <Origin topic={topic} />
      {topic.phase !== 'raise' && topic.phase !== 'set' && topic.phase !== 'discuss' ? (
        <CellList label="大家的看法">
          <Cell
            icon="list"
            title="大家的看法"
            note="议事阶段提出的看法和表态结果"
            onPress={() => void openPage(routes.statements, { id: topic.id })}
          />
        </CellList>
      ) : null}
      <Comments topic={topic} now={now} />
      {topic.removed > 0 ? (
        <Text className="lx-caption">{`本议题有 ${topic.removed} 条看法或留言因不合适被移除`}</Text>
      ) : null}
    </>
  );
}

/** Where it came from. */
function Origin({ topic }: { topic: TopicView }) {
  const from = topic.case;
  if (!from) return null;
  return (
    <CellList label="来由">
      <Cell
        icon="clipboard"
        title={`由事项 ${from.number} 而来`}
        note={`${from.followers} 人关注这件事`}
        onPress={() => void openPage(routes.detail, { id: from.id })}
      />
    </CellList>
  );
}

function Tasks({ topic }: { topic: TopicView }) {
  if (topic.tasks.length === 0) return null;
  return (
    <View className="lx-stack">
      <Heading level={2} className="lx-title">
        正在办的事
      </Heading>
      <CellList label="正在办的事">
        {topic.tasks.map((task) => (
          <Cell
            key={task.caseId}
            icon={task.done ? 'check-circle' : 'wrench'}
            title={task.text}
            note={`${task.statusName} · ${task.plainStatus}`}
            onPress={() => void openPage(routes.detail, { id: task.caseId })}
          />
        ))}
      </CellList>
    </View>
  );
}

/** What happened so far, and the dates that are fixed. */
function Aside({ topic, now }: { topic: TopicView; now: number }) {
  const dates = fixedDates(topic.plan);
  return (
    <View className="lx-stack">
      {dates.length > 0 ? (
        <Card title="日期">
          <View className="lx-stack">
            {dates.map(({ name, at }) => (
              <View key={name} className="lx-row lx-row--between">
                <Text className="lx-small">{name}</Text>
                <Text className="lx-small lx-num">{calendarTime(Date.parse(at), now)}</Text>
              </View>
            ))}
          </View>
        </Card>
      ) : null}
      <Card title="经过">
        <Timeline
          label="议题的经过"
          items={topic.history.map(({ seq, title, who, at, text }) => ({
            id: String(seq),
            title,
            who,
            time: friendlyTime(Date.parse(at), now),
            body: text ? text : undefined,
          }))}
        />
      </Card>
    </View>
  );
}
