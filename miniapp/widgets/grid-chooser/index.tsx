import { useState } from 'react';
import { listAreas } from '@shared/areas/contract';
import { type AreaView } from '@shared/areas/schemas';
import { useApi } from '@miniapp/client';
import { Button, Cell, CellList, Empty, Sheet, Text, View } from '@miniapp/ui';
import { Loaded } from '../loaded';

export interface GridChooserProps {
  open: boolean;
  onClose: () => void;
  onChoose: (grid: { code: string; name: string }) => void;
}

/** Finds a grid by going down the tree: street, community, grid. For who is not where the phone is, or shares no place. */
export function GridChooser({ open, onClose, onChoose }: GridChooserProps) {
  const [way, setWay] = useState<AreaView[]>([]);
  const parent = way[way.length - 1];
  const query = useApi(listAreas, { query: { parent: parent?.code } }, { enabled: open, keep: true });
  const choose = (area: AreaView) => {
    if (area.level !== 'grid') return setWay([...way, area]);
    onChoose({ code: area.code, name: area.name });
    onClose();
  };
  return (
    <Sheet open={open} title="选择网格" onClose={onClose}>
      {parent ? (
        <View className="lx-row lx-row--between">
          <Text className="lx-small">{way.map(({ name }) => name).join(' › ')}</Text>
          <Button kind="ghost" size="small" icon="chevron-left" onPress={() => setWay(way.slice(0, -1))}>
            上一级
          </Button>
        </View>
      ) : null}
      <Loaded
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={<Empty title="这里还没有划分网格" note="请选择邻近的社区，或直接报事，由社区中心分派" />}
      >
        {({ items }) => (
          <CellList label="可选的区域">
            {items.map((area) => (
              <Cell
                key={area.code}
                title={area.name}
                note={
                  area.level === 'grid'
                    ? area.kind === 'dedicated'
                      ? '专属网格'
                      : undefined
                    : `${area.children} 个下级`
                }
                onPress={() => choose(area)}
              />
            ))}
          </CellList>
        )}
      </Loaded>
    </Sheet>
  );
}
