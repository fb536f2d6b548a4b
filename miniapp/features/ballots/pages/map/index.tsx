import { getOpinionMap } from '@shared/opinions/contract';
import { type OpinionMapAnswer, type OpinionMapView } from '@shared/opinions/schemas';
import { friendlyTime } from '@shared/time/shanghai';
import { useApi } from '@miniapp/client';
import { useQuery } from '@miniapp/platform/navigation';
import { Banner, Card, Empty, List, ListItem, Page, Skeleton, Text, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { opinionNote } from '@miniapp/widgets/topic-opinions';
import { useNow } from '@miniapp/widgets/use-now';
import { MapPicture } from '../../components/map-picture';
import { StatementTable } from '../../components/statement-table';
import '../../ballots.scss';

const POLL_MS = 5_000;

/** `?id=` of a topic: where the opinions on it meet and where they part. */
export default function OpinionMapPage() {
  const { id = '' } = useQuery();
  const query = useApi(getOpinionMap, { params: { id } }, { pollMs: POLL_MS });
  return (
    <Page title="意见图">
      <Loaded query={query} skeleton={<Skeleton kind="cards" rows={3} />}>
        {(answer) =>
          answer.map ? (
            <Shown answer={answer} map={answer.map} />
          ) : (
            <Empty
              icon="people"
              title={answer.voters < answer.votersNeeded ? '表态的人还不够' : '正在计算'}
              note={
                answer.voters < answer.votersNeeded
                  ? `${opinionNote(answer)}。人太少时，图会让人猜出谁是谁，所以不显示。`
                  : '几秒钟就好，算好了会自己出现。'
              }
            />
          )
        }
      </Loaded>
    </Page>
  );
}

/** Sentences under the statement they are about. */
function Statements({
  title,
  none,
  items,
}: {
  title: string;
  none: string;
  items: readonly { statementId: string; text: string; words: string }[];
}) {
  return (
    <Card title={title}>
      {items.length === 0 ? (
        <Text className="lx-small">{none}</Text>
      ) : (
        <List className="lx-stack">
          {items.map(({ statementId, text, words }) => (
            <ListItem key={statementId} className="opinion-item">
              <View className="opinion-item__text">{`「${text}」`}</View>
              <Text className="lx-small">{words}</Text>
            </ListItem>
          ))}
        </List>
      )}
    </Card>
  );
}

function Shown({ answer, map }: { answer: OpinionMapAnswer; map: OpinionMapView }) {
  const now = useNow();
  const { mine, pending } = answer;
  return (
    <>
      {pending ? <Banner>又有人表态了，正在重新计算</Banner> : null}
      <Card>
        <View className="lx-stack">
          <View>{map.words}</View>
          <MapPicture map={map} mine={mine} />
          {mine && map.groups.length > 1 ? (
            <Text className="lx-small">{`您的看法和${map.groups[mine.group]?.name ?? ''}最接近（您回答了 ${mine.answers} 条）。`}</Text>
          ) : null}
          <Text className="lx-caption">{`${friendlyTime(Date.parse(map.computedAt), now)} 计算，按大家的表态自动得出，谁都可以复算`}</Text>
        </View>
      </Card>
      <Statements title="大家都认同的" none="还没有各组多数都一样看的。" items={map.shared} />
      {map.groups.length > 1 ? (
        <>
          <Statements title="分歧最大的" none="各组之间没有明显的分歧。" items={map.dividing} />
          {map.groups.map(({ name, words, typical }) => (
            <Statements key={name} title={name} none={words} items={typical} />
          ))}
        </>
      ) : null}
      <StatementTable map={map} />
    </>
  );
}
