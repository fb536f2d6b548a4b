import { useState } from 'react';
import { getArea } from '@shared/areas/contract';
import { useApi } from '@miniapp/client';
import { MapView } from '@miniapp/platform/map';
import { Button, Field, View } from '@miniapp/ui';

interface Point {
  lng: number;
  lat: number;
}
interface PlaceFieldProps {
  /** The area in which to begin looking. */
  code: string | undefined;
  value: Point | null;
  onChange: (place: Point | null) => void;
}

const ZOOM = 16;

/** The place on the map, for checking in by position. Optional. */
export function PlaceField({ code, value, onChange }: PlaceFieldProps) {
  const [open, setOpen] = useState(value !== null);
  const { data: area } = useApi(getArea, { params: { code: code ?? '' } }, { enabled: code !== undefined });
  // Where the map begins; afterwards it stays where the person has moved it.
  const [start, setStart] = useState(value);
  const centre = start ?? area?.centre ?? null;
  return (
    <Field label="地图上的位置" hint="标了位置，志愿者可以在 200 米内按位置签到" group optional>
      {open && centre ? (
        <View className="lx-stack">
          <MapView
            label="集合地点，移动地图来选"
            centre={centre}
            zoom={ZOOM}
            height="220px"
            onPick={(point) => onChange({ lng: point.lng, lat: point.lat })}
          />
          <Button
            kind="ghost"
            size="small"
            icon="close"
            onPress={() => {
              setOpen(false);
              setStart(null);
              onChange(null);
            }}
          >
            不标位置
          </Button>
        </View>
      ) : (
        <Button kind="secondary" icon="map-pin" disabled={!centre} onPress={() => setOpen(true)}>
          {centre ? '在地图上标出来' : '先选哪里的活动'}
        </Button>
      )}
    </Field>
  );
}
