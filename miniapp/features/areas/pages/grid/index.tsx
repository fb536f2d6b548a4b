import { getArea, getContacts } from '@shared/areas/contract';
import { type AreaView, type ContactsView } from '@shared/areas/schemas';
import { useApi } from '@miniapp/client';
import { MapView } from '@miniapp/platform/map';
import { toUrl, useQuery } from '@miniapp/platform/navigation';
import { Card, Page, Skeleton, Tag, Text, View } from '@miniapp/ui';
import { polygonsOfArea } from '@miniapp/widgets/area-polygons';
import { CallPerson, canBeCalled } from '@miniapp/widgets/call-sheet/call-person';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { useShareLink } from '@miniapp/widgets/share-link';
import { WorkerCard } from '@miniapp/widgets/worker-card';
import { CenterCard } from '../../components/center-card';
import { GridCases } from '../../components/grid-cases';
import { GridCode } from '../../components/grid-code';
import { GridFigures } from '../../components/grid-figures';
import { GridLife } from '../../components/grid-life';
import { GridParty } from '../../components/grid-party';
import { GridPrints } from '../../components/grid-prints';
import { GridStation } from '../../components/grid-station';
import { LeaveWord } from '../../components/leave-word';
import { SetMyGrid } from '../../components/set-my-grid';
import { teamInWords } from '../../model/team-in-words';
import '../../areas.scss';
import './index.scss';

/** `?code=` a grid: where it is, who serves it, what is reported in it. */
export default function GridPage() {
  const { code = '' } = useQuery();
  const area = useApi(getArea, { params: { code }, query: { geometry: '1' } }, { staleMs: 600_000 });
  const contacts = useApi(getContacts, { params: { code } }, { keep: true });
  const share = useShareLink(area.data && cardOf(area.data), '转给别人');
  return (
    <Page title={area.data?.name ?? '网格'} aside={<GridCases code={code} />}>
      <Loaded query={area} skeleton={<Skeleton kind="cards" rows={1} />}>
        {(grid) => <Where grid={grid} />}
      </Loaded>
      <Loaded query={contacts} skeleton={<Skeleton kind="cards" rows={4} />}>
        {(found) => <People contacts={found} />}
      </Loaded>
      <GridStation code={code} />
      <GridParty code={code} />
      <GridLife code={code} />
      {area.data ? <GridCode code={code} name={area.data.name} /> : null}
      {share}
      <GridFigures code={code} />
      <GridPrints code={code} />
    </Page>
  );
}

const cardOf = ({ code, name, path }: AreaView) => ({
  title: `${name}：谁为您服务`,
  url: toUrl(routes.grid, { code }),
  picture: {
    kind: '我的网格',
    title: name,
    lines: [
      path
        .filter(({ level }) => level === 'street' || level === 'community')
        .map((above) => above.name)
        .join(' · '),
      '谁为您服务、怎么联系、有事找谁',
    ],
  },
});

function Where({ grid }: { grid: AreaView }) {
  const above = grid.path
    .filter(({ level }) => level === 'street' || level === 'community')
    .map(({ name }) => name);
  return (
    <Card flush label={`${grid.name}的位置`}>
      <MapView
        label={`${grid.name}的范围`}
        centre={grid.centre}
        zoom={16}
        height="220px"
        polygons={polygonsOfArea(grid)}
      />
      <View className="grid-where">
        <View className="lx-grow">
          <View className="grid-where__name">
            {above.length > 0 ? `${above.join(' · ')} · ${grid.name}` : grid.name}
          </View>
          <View className="lx-row lx-small">
            {grid.kind ? <Tag>{grid.kind === 'dedicated' ? '专属网格' : '基础网格'}</Tag> : null}
            {grid.households ? <Text className="lx-num">{`约 ${grid.households} 户`}</Text> : null}
          </View>
        </View>
        <SetMyGrid code={grid.code} name={grid.name} />
      </View>
    </Card>
  );
}

function People({ contacts }: { contacts: ContactsView }) {
  const { area, team, center } = contacts;
  return (
    <>
      {center ? <CenterCard center={center} /> : null}
      <Card title="为您服务的人" extra={<Text className="lx-caption">{`共 ${team.length} 人`}</Text>}>
        <View className="grid-people">
          <View className="lx-small">{teamInWords(contacts)}</View>
          <LeaveWord code={area.code} name={area.name} />
          {team.map((person) => (
            <WorkerCard
              key={person.postId}
              person={person}
              call={
                canBeCalled(person) ? (
                  <CallPerson
                    person={person}
                    areaCode={area.code}
                    instead={center?.phone ? { name: center.name, phone: center.phone } : undefined}
                    here={`${routes.grid}?code=${area.code}`}
                  />
                ) : null
              }
            />
          ))}
        </View>
      </Card>
    </>
  );
}
