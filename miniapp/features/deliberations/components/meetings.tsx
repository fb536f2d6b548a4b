import { listMeetings } from '@shared/meetings/contract';
import { useApi } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Cell, CellList, Heading, View } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';
import { MeetingCard } from './meeting-card';

interface MeetingsProps {
  topicId: string;
  /** The topic still goes on: there may be more. */
  open: boolean;
  now: number;
  signedIn: boolean;
}

/** On the page of a topic: the next meeting whole, the others behind a line. */
export function Meetings({ topicId, open, now, signedIn }: MeetingsProps) {
  const { data } = useApi(listMeetings, { params: { id: topicId } });
  if (!data) return null;
  const { items, mayOrganise } = data;
  const [first] = items;
  const next = first && (first.state === 'open' || first.state === 'on') ? first : null;
  const others = items.length - (next ? 1 : 0);
  if (items.length === 0 && !(mayOrganise && open)) return null;
  return (
    <View className="lx-stack">
      <Heading level={2} className="lx-title">
        坝坝会
      </Heading>
      {next ? <MeetingCard topicId={topicId} meeting={next} now={now} signedIn={signedIn} /> : null}
      <CellList label="坝坝会">
        <Cell
          icon="people"
          title={items.length === 0 ? '召集一次坝坝会' : '全部坝坝会'}
          note={linkNote(items.length, others, mayOrganise)}
          onPress={() => void openPage(routes.topicMeetings, { id: topicId })}
        />
      </CellList>
    </View>
  );
}

function linkNote(all: number, others: number, mayOrganise: boolean): string {
  if (all === 0) return '请大家坐到一起，当面说一说';
  if (mayOrganise) return '召集、改期、签到码和会议纪要';
  return others > 0 ? `另有 ${others} 次，可以看会议纪要` : '签到、看会议纪要';
}
