import { type CaseView } from '@shared/cases/schemas';
import { TOPIC_ORGANISERS } from '@shared/deliberations/rules';
import { useUser } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Cell, CellList } from '@miniapp/ui';
import { routes } from '../routes';

type Shown = Pick<CaseView, 'id' | 'topic' | 'visibility' | 'area'>;

/** The topic a case has become; for the desk of its place, the way to make it one. */
export function CaseTopic({ item, mayRaise = false }: { item: Shown; mayRaise?: boolean }) {
  const leads = useLeads(item);
  const { topic, visibility } = item;
  if (topic)
    return (
      <CellList label="大家一起议">
        <Cell
          icon="chat"
          title={`议题：${topic.title}`}
          note="这件事已经拿出来一起商量，点开看进展"
          onPress={() => void openPage(routes.topic, { id: topic.id })}
        />
      </CellList>
    );
  if (!mayRaise || !leads || visibility !== 'public') return null;
  return (
    <CellList label="大家一起议">
      <Cell
        icon="chat"
        title="转为议题"
        note="请住在这里的人一起商量；报事和关注的人都会收到消息"
        onPress={() => void openPage(routes.raiseTopic, { case: item.id })}
      />
    </CellList>
  );
}

/** Leads topics where the case is. */
function useLeads({ area }: Shown): boolean {
  const user = useUser();
  return (user?.roles ?? []).some(
    ({ role, areaCode }) =>
      (TOPIC_ORGANISERS as readonly string[]).includes(role) &&
      (areaCode === null || area.path.some(({ code }) => code === areaCode)),
  );
}
