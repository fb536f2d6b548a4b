import { getOpinionMap } from '@shared/opinions/contract';
import { type OpinionMapAnswer } from '@shared/opinions/schemas';
import { useApi } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Cell, CellList } from '@miniapp/ui';
import { routes } from '../routes';

export function opinionNote({ map, voters, votersNeeded }: OpinionMapAnswer): string {
  if (map) return map.words;
  return voters < votersNeeded ? `${votersNeeded} 人表态后显示，现在 ${voters} 人` : '正在计算，请稍后再看';
}

/** What the opinions on a topic come to, in one sentence; opens the map. */
export function TopicOpinions({ topicId }: { topicId: string }) {
  const { data } = useApi(getOpinionMap, { params: { id: topicId } });
  return (
    <CellList label="意见图">
      <Cell
        icon="people"
        title="意见图"
        note={data ? opinionNote(data) : '大家的看法分成几组，共同点和分歧在哪里'}
        onPress={() => void openPage(routes.opinionMap, { id: topicId })}
      />
    </CellList>
  );
}
