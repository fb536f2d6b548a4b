import { useState } from 'react';
import { listAreas } from '@shared/areas/contract';
import { AREA_LEVEL_NAMES, type AreaLevel } from '@shared/areas/levels';
import { useApi } from '@miniapp/client';
import { Button, Cell, CellList, Sheet, Text, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';

export interface NamedArea {
  code: string;
  name: string;
}
export interface AreaPickerProps {
  open: boolean;
  /** Where it begins; nothing beside or above it is offered. */
  roots: readonly (NamedArea & { level: string })[];
  onPick: (area: NamedArea) => void;
  onClose: () => void;
}

const levelName = (level: string) => AREA_LEVEL_NAMES[level as AreaLevel] ?? '';

/** An area of any level, found by going down the tree from one's own. */
export function AreaPicker({ open, roots, onPick, onClose }: AreaPickerProps) {
  const [way, setWay] = useState<(NamedArea & { level: string })[]>([]);
  const here = way[way.length - 1];
  const children = useApi(
    listAreas,
    { query: { parent: here?.code } },
    { enabled: open && here !== undefined, keep: true },
  );
  const pick = (area: NamedArea) => {
    setWay([]);
    onPick({ code: area.code, name: area.name });
  };
  return (
    <Sheet open={open} title="选择区域" onClose={onClose}>
      <View className="lx-stack">
        {here ? (
          <>
            <View className="lx-row lx-row--between">
              <Text className="lx-small lx-grow">{way.map(({ name }) => name).join(' › ')}</Text>
              <Button kind="ghost" size="small" icon="chevron-left" onPress={() => setWay(way.slice(0, -1))}>
                上一级
              </Button>
            </View>
            <Button kind="secondary" block onPress={() => pick(here)}>
              {`就选整个${here.name}`}
            </Button>
            {here.level === 'grid' ? null : (
              <Loaded query={children}>
                {({ items }) => (
                  <CellList label={`${here.name}的下级`}>
                    {items.map(({ code, name, level }) => (
                      <Cell
                        key={code}
                        title={name}
                        note={levelName(level)}
                        onPress={() => setWay([...way, { code, name, level }])}
                      />
                    ))}
                  </CellList>
                )}
              </Loaded>
            )}
          </>
        ) : (
          <CellList label="我管理的区域">
            {roots.map((root) => (
              <Cell
                key={root.code}
                title={root.name}
                note={levelName(root.level)}
                onPress={() => setWay([root])}
              />
            ))}
          </CellList>
        )}
      </View>
    </Sheet>
  );
}
