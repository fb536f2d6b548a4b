import { useRef, useState } from 'react';
import { listDoors, registerDoors } from '@shared/address-codes/contract';
import { getArea } from '@shared/areas/contract';
import { type AreaView } from '@shared/areas/schemas';
import { type LngLat } from '@shared/geo/coordinates';
import { ApiProblem, call, explain, newKey, refreshApi, useApi } from '@miniapp/client';
import { MapView } from '@miniapp/platform/map';
import { Banner, Button, Cell, CellList, Field, Sheet, Skeleton, TextInput, toast, View } from '@miniapp/ui';
import { polygonsOfArea } from '@miniapp/widgets/area-polygons';
import { Loaded } from '@miniapp/widgets/loaded';

interface Door {
  line: string;
  place: LngLat;
}

/** New door plates of an area: the pin on the door, its words, one after the other; then all at once. */
export function DoorForm({ area, onClose }: { area: { code: string; name: string }; onClose: () => void }) {
  const query = useApi(getArea, { params: { code: area.code }, query: { geometry: '1' } });
  return (
    <Sheet open title={`${area.name}的新门牌`} onClose={onClose}>
      <Loaded query={query} skeleton={<Skeleton kind="cards" rows={2} />}>
        {(found) => <Doors area={found} onClose={onClose} />}
      </Loaded>
    </Sheet>
  );
}

function Doors({ area, onClose }: { area: AreaView; onClose: () => void }) {
  const [pin, setPin] = useState<LngLat>(area.centre);
  const [line, setLine] = useState({ text: '', key: 0 });
  const [doors, setDoors] = useState<Door[]>([]);
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<string>();
  // Pressed again after a lost answer it stays one registration.
  const key = useRef(newKey());
  const add = (): void => {
    const text = line.text.trim();
    if (text.length < 2) {
      setError('请写下门牌，如「幸福路 12 号」');
      return;
    }
    setError(undefined);
    setDoors([...doors, { line: text, place: pin }]);
    setLine({ text: '', key: line.key + 1 });
  };
  const send = async (): Promise<void> => {
    setSaving(true);
    setError(undefined);
    try {
      await call(registerDoors, { body: { doors } }, { idempotencyKey: key.current });
      await refreshApi(listDoors);
      toast.done(`已登记 ${doors.length} 个门牌`);
      onClose();
    } catch (failure) {
      if (failure instanceof ApiProblem) key.current = newKey();
      setError(explain(failure));
      setSaving(false);
    }
  };
  return (
    <View className="lx-stack">
      <MapView
        label={`在${area.name}里点出门的位置`}
        centre={area.centre}
        zoom={17}
        height="240px"
        polygons={polygonsOfArea(area, { named: false })}
        markers={doors.map((door, i) => ({
          id: String(i),
          ...door.place,
          kind: 'working',
          label: door.line,
        }))}
        onPick={setPin}
      />
      <Field key={line.key} label="门牌" hint="把地图移到门口，写下门牌，按「加上」">
        <TextInput
          maxLength={60}
          placeholder="如：幸福路 12 号"
          onChange={(text) => setLine((now) => ({ ...now, text }))}
          onEnter={add}
        />
      </Field>
      <Button kind="secondary" icon="plus" onPress={add}>
        加上这个门牌
      </Button>
      {error ? (
        <Banner tone="danger" urgent>
          {error}
        </Banner>
      ) : null}
      {doors.length > 0 ? (
        <>
          <CellList title={`要登记的 ${doors.length} 个，点一下去掉`}>
            {doors.map((door, i) => (
              <Cell
                key={`${i}${door.line}`}
                title={door.line}
                onPress={() => setDoors(doors.filter((_each, at) => at !== i))}
              />
            ))}
          </CellList>
          <Button block size="large" loading={saving} onPress={() => void send()}>
            {`登记 ${doors.length} 个门牌`}
          </Button>
        </>
      ) : null}
    </View>
  );
}
