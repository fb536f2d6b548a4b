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
import { Unloaded } from './unloaded';

/** So many of each; the rest is on its own page. */
const SHOWN = 3;

/** What goes on in the grid: notices, activities, topics, and the teams that serve it. What there is none of is left out. */
export function GridLife({ code }: { code: string }) {
  return (
    <>
      <Notices code={code} />
      <Activities code={code} />
      <Topics code={code} />
      <Teams code={code} />
    </>
  );
}

function Notices({ code }: { code: string }) {
  const now = useNow();
  const query = useApi(listNotices, { query: { area: code, limit: SHOWN } });
  const items = query.data?.items ?? [];
  if (items.length === 0) return <Unloaded title="公告" query={query} />;
  return (
    <CellList title="公告">
      {items.map((item) => (
        <NoticeRow key={item.id} item={item} now={now} />
      ))}
    </CellList>
  );
}

function Activities({ code }: { code: string }) {
  const now = useNow();
  const query = useApi(listActivities, { query: { area: code, limit: SHOWN } });
  const items = query.data?.items ?? [];
  if (items.length === 0) return <Unloaded title="志愿活动" query={query} />;
  return (
    <CellList title="志愿活动">
      {items.map(({ id, title, startsAt, area }) => (
        <Cell
          key={id}
          icon="calendar"
          title={title}
          note={`${friendlyTime(Date.parse(startsAt), now)} · ${area.name}`}
          onPress={() => void openPage(routes.activity, { id })}
        />
      ))}
    </CellList>
  );
}

function Topics({ code }: { code: string }) {
  const query = useApi(listTopics, { query: { area: code, limit: SHOWN, ended: '0' } });
  const items = query.data?.items ?? [];
  if (items.length === 0) return <Unloaded title="正在议的事" query={query} />;
  return (
    <CellList title="正在议的事">
      {items.map(({ id, title, phase, area }) => (
        <Cell
          key={id}
          icon="chat"
          title={title}
          note={`${TOPIC_PHASE_NAMES[phase]} · ${area.name}`}
          onPress={() => void openPage(routes.topic, { id })}
        />
      ))}
    </CellList>
  );
}

/** From the request that the page has made for the people: when it fails, the page itself says so. */
function Teams({ code }: { code: string }) {
  const teams = useApi(getContacts, { params: { code } }, { keep: true }).data?.serviceTeams ?? [];
  if (teams.length === 0) return null;
  return (
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
  );
}
