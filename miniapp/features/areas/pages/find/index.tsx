import { useState } from 'react';
import { codeIn } from '@shared/address-codes/codes';
import { searchAreas } from '@shared/address-codes/contract';
import { explain, useApi } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { canScan, scanCode } from '@miniapp/platform/scan-code';
import {
  Banner,
  Button,
  Card,
  Cell,
  CellList,
  Empty,
  Field,
  Page,
  TextInput,
  toast,
  View,
} from '@miniapp/ui';
import { GridChooser } from '@miniapp/widgets/grid-chooser';
import { Loaded } from '@miniapp/widgets/loaded';
import { locateMe } from '@miniapp/widgets/my-grid';
import { routes } from '@miniapp/widgets/routes';
import '../../areas.scss';

const NOT_FOUND = {
  denied: '没有得到位置权限，可以搜地址或逐级选择',
  unavailable: '暂时定不到位，可以再试一次，或搜地址',
  failed: '没有查到所在的网格，请检查网络后再试',
  found: '您现在的位置还没有划入网格，可以搜地址或逐级选择',
} as const;

const openGrid = (code: string) => void openPage(routes.grid, { code });

/** The four ways to one's grid: where the phone is, an address, the code on the building, going down the tree. */
export default function FindPage() {
  const [locating, setLocating] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const [words, setWords] = useState('');
  const [note, setNote] = useState<string>();
  const locate = async (): Promise<void> => {
    setLocating(true);
    setNote(undefined);
    const { located, state } = await locateMe();
    setLocating(false);
    if (located?.grid) openGrid(located.grid.code);
    else setNote(state in NOT_FOUND ? NOT_FOUND[state as keyof typeof NOT_FOUND] : undefined);
  };
  const scan = async (): Promise<void> => {
    const text = await scanCode();
    if (text === null) return;
    const code = codeIn(text);
    if (code) await openPage(routes.addressCode, { c: code });
    else toast.info('这不是网格的二维码');
  };
  return (
    <Page title="找我的网格" width="form">
      <View className="find-ways">
        <Button icon="locate" loading={locating} onPress={() => void locate()}>
          按位置查找
        </Button>
        {canScan ? (
          <Button
            icon="camera"
            kind="secondary"
            onPress={() => void scan().catch((error: unknown) => toast.fail(explain(error)))}
          >
            扫楼栋码
          </Button>
        ) : null}
        <Button icon="list" kind="secondary" onPress={() => setChoosing(true)}>
          逐级选择
        </Button>
      </View>
      {note ? <Banner tone="warning">{note}</Banner> : null}
      <Card title="搜地址或输楼栋码">
        <Field label="小区、楼栋名称，或楼栋码下面的编号" hint="如：桂花苑 3号楼">
          <TextInput kind="search" maxLength={40} onChange={(text) => setWords(text.trim())} />
        </Field>
        {words === '' ? null : <Results words={words} />}
      </Card>
      <GridChooser
        open={choosing}
        onClose={() => setChoosing(false)}
        onChoose={({ code }) => openGrid(code)}
      />
    </Page>
  );
}

function Results({ words }: { words: string }) {
  const code = codeIn(words);
  const query = useApi(searchAreas, { query: { q: words } }, { enabled: code === null, holdPrevious: true });
  if (code)
    return (
      <Button block icon="arrow-right" onPress={() => void openPage(routes.addressCode, { c: code })}>
        看这个编号是哪里
      </Button>
    );
  return (
    <Loaded
      query={query}
      isEmpty={({ items }) => items.length === 0}
      empty={<Empty icon="search" title="没有找到" note="换个说法，或用「逐级选择」。" />}
    >
      {({ items }) => (
        <CellList label="找到的地方">
          {items.map(({ area, path, gridCode }) => (
            <Cell
              key={area.code}
              icon="map-pin"
              title={area.name}
              note={path
                .slice(2, -1)
                .map(({ name }) => name)
                .join(' › ')}
              onPress={gridCode ? () => openGrid(gridCode) : undefined}
            />
          ))}
        </CellList>
      )}
    </Loaded>
  );
}
