import { useState } from 'react';
import { type RoutingPreview } from '@shared/cases/schemas';
import { Button, Card, Field, Skeleton, Text, TextInput, View } from '@miniapp/ui';
import { MapView } from '@miniapp/platform/map';
import { polygonsOfArea } from '@miniapp/widgets/area-polygons';
import { type usePlace } from '../hooks/use-place';
import { EdgeQuestion } from './edge-question';
import { FindPlace } from './find-place';
import { WhoGetsIt } from './who-gets-it';

export interface PlaceStepProps {
  place: ReturnType<typeof usePlace>;
  /** Who would get it, once there are words. */
  preview?: RoutingPreview;
  initialAddress: string | undefined;
  onAddress: (text: string) => void;
  /** Where the photo was taken, if it says so. */
  photoPlace?: { lng: number; lat: number };
  error?: string;
}

const GRID_ZOOM = 17;
const CITY_ZOOM = 12;

const HINTS = {
  denied: '没有位置权限，不要紧：扫门牌码、搜地址，或拖动地图把图钉对准',
  unavailable: '暂时定不到位：扫门牌码、搜地址，或拖动地图把图钉对准',
} as const;

/** 在哪里: found by itself; the map under the pin can be moved; says at once whose grid it is. */
export function PlaceStep({
  place: where,
  preview,
  initialAddress,
  onAddress,
  photoPlace,
  error,
}: PlaceStepProps) {
  const { place, state, fallback, located } = where;
  const [confirmed, setConfirmed] = useState<string>();
  /** An address from a door plate: the field begins anew with it. */
  const [address, setAddress] = useState(initialAddress);
  const centre = place ?? fallback;
  const spot = place ? `${place.lng},${place.lat}` : '';
  const edge = located.data?.nearEdge;
  return (
    <Card title="在哪里" flush className="report-place">
      {centre ? (
        <MapView
          label="事情发生的地点，拖动地图可以移动图钉"
          centre={centre}
          zoom={place ? GRID_ZOOM : CITY_ZOOM}
          height="240px"
          polygons={[
            ...polygonsOfArea(where.neighbour, { emphasis: 'neighbour' }),
            ...polygonsOfArea(where.grid, { named: false }),
          ]}
          onPick={where.setPlace}
        />
      ) : (
        <View className="report-place__wait">
          <Skeleton rows={1} kind="cards" />
        </View>
      )}
      <View className="report-place__body">
        <View className="lx-row lx-row--between">
          <Text className="lx-small lx-grow">
            {state === 'locating'
              ? '正在定位…'
              : state === 'set'
                ? '图钉所指就是事发地点，不对可以拖动地图'
                : HINTS[state]}
          </Text>
          <Button kind="ghost" size="small" icon="locate" onPress={where.locate}>
            我的位置
          </Button>
        </View>
        <FindPlace
          onFound={(found) => {
            where.setPlace(found.place);
            if (found.address === null) return;
            setAddress(found.address);
            onAddress(found.address);
          }}
        />
        {photoPlace ? (
          <Button kind="secondary" size="small" icon="image" onPress={() => where.setPlace(photoPlace)}>
            用照片拍摄的位置
          </Button>
        ) : null}
        {edge && confirmed !== spot ? (
          <EdgeQuestion grid={located.data?.grid?.name ?? ''} edge={edge} onYes={() => setConfirmed(spot)} />
        ) : null}
        <WhoGetsIt located={located} preview={preview} known={place !== undefined} />
        <Field label="门牌或附近标志" optional error={error}>
          <TextInput
            key={address}
            initial={address}
            maxLength={120}
            placeholder="如：3 栋 2 单元门口"
            onChange={onAddress}
          />
        </Field>
      </View>
    </Card>
  );
}
