import { useState } from 'react';
import { explain } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Button, Card, Icon, Skeleton, toast, View } from '@miniapp/ui';
import { GridCard } from '@miniapp/widgets/grid-card';
import { GridChooser } from '@miniapp/widgets/grid-chooser';
import { Loaded } from '@miniapp/widgets/loaded';
import { chooseGrid, type MyGrid } from '@miniapp/widgets/my-grid';
import { routes } from '@miniapp/widgets/routes';

const WORDS: Partial<Record<MyGrid['state'], string>> = {
  denied: '没有得到位置权限，可以自己选网格',
  unavailable: '暂时定不到位，可以再试一次，或自己选网格',
  failed: '没有查到所在的网格，可以再试一次，或自己选网格',
  found: '您现在的位置还没有划入网格，可以自己选一个',
};

/** The card of my grid, or how to find it. */
export function MyGridSection({ grid }: { grid: MyGrid }) {
  const [choosing, setChoosing] = useState(false);
  const choose = (chosen: { code: string; name: string }) => {
    chooseGrid(chosen).catch((error: unknown) => toast.fail(explain(error)));
  };
  return (
    <>
      {grid.code === null ? (
        <FindGrid grid={grid} onChoose={() => setChoosing(true)} />
      ) : (
        <Loaded query={grid.contacts} skeleton={<Skeleton kind="cards" rows={1} />}>
          {(contacts) => <GridCard contacts={contacts} how={grid.how} onChange={() => setChoosing(true)} />}
        </Loaded>
      )}
      <GridChooser open={choosing} onClose={() => setChoosing(false)} onChoose={choose} />
    </>
  );
}

function FindGrid({ grid, onChoose }: { grid: MyGrid; onChoose: () => void }) {
  return (
    <Card title="谁为您服务">
      <View className="home-find">
        <Icon name="people" size={40} className="home-find__icon" />
        <View className="lx-grow lx-small">
          {WORDS[grid.state] ?? '每个网格都有固定的网格员。找到您的网格，就知道有事找谁。'}
        </View>
      </View>
      <View className="home-find__buttons">
        <Button icon="locate" block loading={grid.state === 'locating'} onPress={grid.locate}>
          按位置查找
        </Button>
        <Button kind="secondary" block onPress={onChoose}>
          自己选网格
        </Button>
        <Button kind="ghost" block icon="search" onPress={() => void openPage(routes.findGrid)}>
          搜地址、扫楼栋码
        </Button>
      </View>
    </Card>
  );
}
