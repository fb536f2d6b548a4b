import { listMeetingPeople } from '@shared/meetings/contract';
import { type MeetingView } from '@shared/meetings/schemas';
import { useApiList } from '@miniapp/client';
import { Sheet, Skeleton, Text, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { MoreButton } from '@miniapp/widgets/more-button';

interface MeetingPeopleProps {
  topicId: string;
  meeting: MeetingView;
  onClose: () => void;
}

/** Who has signed up, in the order in which they came. */
export function MeetingPeople({ topicId, meeting, onClose }: MeetingPeopleProps) {
  const params = { id: topicId, mid: meeting.id };
  const query = useApiList(listMeetingPeople, { params, query: { limit: 100 } });
  return (
    <Sheet open title="报名的人" onClose={onClose}>
      <Loaded
        query={query}
        skeleton={<Skeleton rows={4} />}
        isEmpty={(items) => items.length === 0}
        empty={<Text className="lx-small">还没有人报名</Text>}
      >
        {(items) => (
          <View className="lx-stack">
            {items.map(({ name, seat, attended, at }, index) => (
              <View key={`${at}${index}`} className="lx-row lx-row--between">
                <Text className="lx-num">{`${index + 1}. ${name}`}</Text>
                <Text className="lx-small">{attended ? '已签到' : seat ? '有座位' : '排队'}</Text>
              </View>
            ))}
            <MoreButton query={query}>更多</MoreButton>
          </View>
        )}
      </Loaded>
    </Sheet>
  );
}
