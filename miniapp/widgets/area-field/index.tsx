import { useState } from 'react';
import { getArea, listAreas } from '@shared/areas/contract';
import { useApi } from '@miniapp/client';
import { Button, Cell, CellList, Sheet, Text, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { type Role } from '@shared/auth/roles';
import { useOwnAreas } from '../own-areas';

interface NamedArea {
  code: string;
  name: string;
}
/** Codes as long as this are grids, below which nothing is done. */
const GRID_CODE = 15;

interface AreaFieldProps {
  value?: NamedArea;
  onChange: (area: NamedArea) => void;
  /** Whose areas one may choose from. */
  roles: readonly Role[];
  /** What is done with the area: 发给, 召集 … */
  verb?: string;
}

/** Chooses an area: one of one's own, or one below it. */
export function AreaField({ value, onChange, roles, verb = '发给' }: AreaFieldProps) {
  const own = useOwnAreas(roles);
  const [open, setOpen] = useState(false);
  const [way, setWay] = useState<NamedArea[]>([]);
  const here = way[way.length - 1];
  const close = () => {
    setWay([]);
    setOpen(false);
  };
  const pick = ({ code, name }: NamedArea) => {
    close();
    onChange({ code, name });
  };
  return (
    <>
      <Button
        kind="secondary"
        icon="map-pin"
        label={value ? `${value.name}，换一个区域` : undefined}
        onPress={() => setOpen(true)}
      >
        {value?.name ?? '选择区域'}
      </Button>
      <Sheet open={open} title={`${verb}哪里`} onClose={close}>
        {here ? (
          <View className="lx-stack">
            <View className="lx-row lx-row--between">
              <Text className="lx-small lx-grow">{way.map(({ name }) => name).join(' › ')}</Text>
              <Button kind="ghost" size="small" icon="chevron-left" onPress={() => setWay(way.slice(0, -1))}>
                上一级
              </Button>
            </View>
            <Button block onPress={() => pick(here)}>
              {`${verb}整个${here.name}`}
            </Button>
            {here.code.length < GRID_CODE ? (
              <Below area={here} onPick={(area) => setWay([...way, area])} />
            ) : null}
          </View>
        ) : (
          <CellList label="我管理的区域">
            {own.map((code) => (
              <Own key={code} code={code} onPick={(area) => setWay([area])} />
            ))}
          </CellList>
        )}
      </Sheet>
    </>
  );
}

function Own({ code, onPick }: { code: string; onPick: (area: NamedArea) => void }) {
  const { data } = useApi(getArea, { params: { code } }, { keep: true });
  const area = { code, name: data?.name ?? code };
  return <Cell title={area.name} onPress={() => onPick(area)} />;
}

function Below({ area, onPick }: { area: NamedArea; onPick: (area: NamedArea) => void }) {
  const query = useApi(listAreas, { query: { parent: area.code } }, { keep: true });
  return (
    <Loaded query={query}>
      {({ items }) => (
        <CellList label={`${area.name}的下级`}>
          {items.map(({ code, name }) => (
            <Cell key={code} title={name} onPress={() => onPick({ code, name })} />
          ))}
        </CellList>
      )}
    </Loaded>
  );
}
