import { type AreaStation, getAreaStation } from '@shared/stations/contract';
import { useApi, useHasRole } from '@miniapp/client';
import { MapView } from '@miniapp/platform/map';
import { openPage } from '@miniapp/platform/navigation';
import { Button, Card, Cell, CellList, StatusTag, Tag, View } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';
import { Unloaded } from './unloaded';

/** Where the grid's station is and when it is open, its party branch; its own or the community's. */
export function GridStation({ code }: { code: string }) {
  const query = useApi(getAreaStation, { params: { code }, query: {} }, { keep: true });
  const keeps = useHasRole('admin');
  const { branch, station } = query.data ?? {};
  return (
    <>
      <Unloaded title="党支部和服务站" query={query} />
      {station ? <Station station={station} isOwn={station.of.code === code} /> : null}
      {branch ? <Branch branch={branch} isOwn={branch.of.code === code} /> : null}
      {keeps && query.data ? (
        <View className="grid-leave-word">
          <Button
            kind="ghost"
            icon="pencil"
            block
            onPress={() => void openPage(routes.adminStation, { code })}
          >
            设置党支部和服务站
          </Button>
        </View>
      ) : null}
    </>
  );
}

interface PartProps {
  /** Else the community's. */
  isOwn: boolean;
}

function Station({ station, isOwn }: PartProps & { station: NonNullable<AreaStation['station']> }) {
  const { name, address, hours, openNow, today, place, of } = station;
  return (
    <Card
      title={name}
      extra={<StatusTag tone={openNow ? 'done' : 'declined'}>{openNow ? '现在开着' : '现在关门'}</StatusTag>}
    >
      <CellList label={name}>
        <Cell icon="clock" title={today} note={hours} />
        <Cell icon="map-pin" title={address} note={isOwn ? undefined : `${of.name}的服务站`} />
      </CellList>
      {place ? <Spot name={name} place={place} /> : null}
    </Card>
  );
}

function Branch({ branch, isOwn }: PartProps & { branch: NonNullable<AreaStation['branch']> }) {
  const { name, secretary, address, place, of } = branch;
  return (
    <Card title={name} extra={<Tag kind="party">党支部</Tag>}>
      <CellList label={name}>
        {secretary ? <Cell icon="person" title="书记" value={secretary} /> : null}
        {address ? <Cell icon="map-pin" title={address} /> : null}
        {isOwn ? null : <Cell icon="people" title={`${of.name}的党支部`} />}
      </CellList>
      {place ? <Spot name={name} place={place} /> : null}
    </Card>
  );
}

function Spot({ name, place }: { name: string; place: { lng: number; lat: number } }) {
  return (
    <MapView
      label={`${name}的位置`}
      centre={place}
      zoom={17}
      height="160px"
      markers={[{ id: 'spot', lng: place.lng, lat: place.lat, kind: 'working', label: name }]}
    />
  );
}
