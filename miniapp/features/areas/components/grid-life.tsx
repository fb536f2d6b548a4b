import { listActivities } from '@shared/activities/contract';
import { getContacts } from '@shared/areas/contract';
import { listTopics } from '@shared/deliberations/contract';
import { TOPIC_PHASE_NAMES } from '@shared/deliberations/phases';
import { listNotices } from '@shared/notices/contract';
import { friendlyTime } from '@shared/time/shanghai';
import { useApi } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Cell, CellList } from '@miniapp/ui';
import { NoticeRow } from '@miniapp/widgets/notice-row';
import { routes } from '@miniapp/widgets/routes';
import { useNow } from '@miniapp/widgets/use-now';

/** So many of each; the rest is on its own page. */
const SHOWN = 3;

/** What goes on in the grid: notices, activities, topics, and the teams that serve it. What there is none of is left out. */
export function GridLife({ code }: { code: string }) {
  const now = useNow();
  const query = { area: code, limit: SHOWN };
  const notices = useApi(listNotices, { query }).data?.items ?? [];
  const activities = useApi(listActivities, { query }).data?.items ?? [];
  const topics = useApi(listTopics, { query: { ...query, ended: '0' } }).data?.items ?? [];
  const teams = useApi(getContacts, { params: { code } }, { keep: true }).data?.serviceTeams ?? [];
  return (
    <>
      {notices.length > 0 ? (
        <CellList title="公告">
          {notices.map((item) => (
            <NoticeRow key={item.id} item={item} now={now} />
          ))}
        </CellList>
      ) : null}
      {activities.length > 0 ? (
        <CellList title="志愿活动">
          {activities.map(({ id, title, startsAt, area }) => (
            <Cell
              key={id}
              icon="calendar"
              title={title}
              note={`${friendlyTime(Date.parse(startsAt), now)} · ${area.name}`}
              onPress={() => void openPage(routes.activity, { id })}
            />
          ))}
        </CellList>
      ) : null}
      {topics.length > 0 ? (
        <CellList title="正在议的事">
          {topics.map(({ id, title, phase, area }) => (
            <Cell
              key={id}
              icon="chat"
              title={title}
              note={`${TOPIC_PHASE_NAMES[phase]} · ${area.name}`}
              onPress={() => void openPage(routes.topic, { id })}
            />
          ))}
        </CellList>
      ) : null}
      {teams.length > 0 ? (
        <CellList title="服务团队">
          {teams.slice(0, SHOWN).map(({ id, name, professions, summary }) => (
            <Cell
              key={id}
              icon="people"
              title={name}
              note={professions.length > 0 ? professions.join('、') : summary}
              onPress={() => void openPage(routes.team, { id })}
            />
          ))}
          {teams.length > SHOWN ? (
            <Cell title={`全部 ${teams.length} 个团队`} onPress={() => void openPage(routes.teams)} />
          ) : null}
        </CellList>
      ) : null}
    </>
  );
}
