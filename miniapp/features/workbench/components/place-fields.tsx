import { locateArea } from '@shared/areas/contract';
import { useApi } from '@miniapp/client';
import { MapView } from '@miniapp/platform/map';
import { Field, View } from '@miniapp/ui';
import { type ActionFieldsProps, Words } from './action-words';

const rounded = ({ lng, lat }: { lng: number; lat: number }) => ({
  lng: Math.round(lng * 1e6) / 1e6,
  lat: Math.round(lat * 1e6) / 1e6,
});

/** The right place under the pin, and in whose grid that is. */
export function PlaceFields({ view, handle, errors }: ActionFieldsProps) {
  const { place } = handle.draft;
  const centre = place ?? view.place;
  const located = useApi(
    locateArea,
    { query: { lng: place?.lng ?? 0, lat: place?.lat ?? 0 } },
    { enabled: place !== undefined, holdPrevious: true, staleMs: 60_000 },
  );
  const grid = located.data?.grid?.name;
  return (
    <>
      <Field label="正确的地点" error={errors.place} required group>
        {centre ? (
          <MapView
            label="拖动地图，把图钉对准正确的地点"
            centre={centre}
            zoom={17}
            height="240px"
            onPick={(point) => handle.change({ place: rounded(point) })}
          />
        ) : (
          <View className="lx-small">这件事没有地点，请先补充。</View>
        )}
        <View className="lx-small">
          {place === undefined ? '拖动地图，把图钉对准正确的地点' : (grid ?? '这里不在任何网格内')}
        </View>
      </Field>
      <Words handle={handle} errors={errors} label="为什么改" placeholder="如：居民说在马路对面" />
    </>
  );
}
