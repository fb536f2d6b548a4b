import { useState } from 'react';
import { codeIn } from '@shared/address-codes/codes';
import { type AddressCodeView, getAddressCode, searchAreas } from '@shared/address-codes/contract';
import { getArea } from '@shared/areas/contract';
import { ApiProblem, call, explain, useApi } from '@miniapp/client';
import { canScan, scanCode } from '@miniapp/platform/scan-code';
import { Button, Cell, CellList, Empty, Field, Sheet, TextInput, toast, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';

/** A place found by its name or plate: GCJ-02 degrees, and its address where it is closer than a grid. */
export interface FoundPlace {
  place: { lng: number; lat: number };
  address: string | null;
}

const fromCode = ({ place, line, kind }: AddressCodeView): FoundPlace => ({
  place,
  address: kind === 'grid' ? null : line,
});

/** What a code on a door or a building stands for. Rejects with words for the person. */
async function placeOfCode(code: string): Promise<FoundPlace> {
  try {
    return fromCode(await call(getAddressCode, { params: { code }, query: { coordType: 'gcj02' } }));
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404)
      throw new ApiProblem({ ...error, detail: '没有登记这个编号，请看看有没有输错，或在地图上选' });
    throw error;
  }
}

/** Ways to a place without the phone's position: the plate on the door, or its name. */
export function FindPlace({ onFound }: { onFound: (found: FoundPlace) => void }) {
  const [open, setOpen] = useState(false);
  const take = (found: FoundPlace): void => {
    setOpen(false);
    onFound(found);
    toast.done(found.address ? `已填好：${found.address}` : '已移到这里，请再把图钉对准');
  };
  const scan = async (): Promise<void> => {
    const text = await scanCode();
    if (text === null) return;
    const code = codeIn(text);
    if (code) take(await placeOfCode(code));
    else toast.info('这不是门牌或楼栋的二维码');
  };
  return (
    <View className="lx-row">
      {canScan ? (
        <Button
          kind="secondary"
          size="small"
          icon="camera"
          onPress={() => void scan().catch((error: unknown) => toast.fail(explain(error)))}
        >
          扫门牌码
        </Button>
      ) : null}
      <Button kind="secondary" size="small" icon="search" onPress={() => setOpen(true)}>
        搜地址或门牌编号
      </Button>
      {open ? <SearchSheet onClose={() => setOpen(false)} onFound={take} /> : null}
    </View>
  );
}

interface SearchProps {
  onClose: () => void;
  onFound: (found: FoundPlace) => void;
}

function SearchSheet({ onClose, onFound }: SearchProps) {
  const [words, setWords] = useState('');
  const [error, setError] = useState<string>();
  const code = codeIn(words);
  const find = (looking: Promise<FoundPlace>) =>
    looking.then(onFound, (failure: unknown) => setError(explain(failure)));
  return (
    <Sheet open title="事情在哪里" onClose={onClose}>
      <View className="lx-stack">
        <Field label="小区、楼栋名称，或门牌上的编号" hint="如：桂花苑 3号楼" error={error}>
          <TextInput
            kind="search"
            maxLength={40}
            onChange={(text) => {
              setWords(text.trim());
              setError(undefined);
            }}
          />
        </Field>
        {code ? (
          <Button block icon="map-pin" onPress={() => void find(placeOfCode(code))}>
            就是这个门牌
          </Button>
        ) : null}
        {words !== '' && !code ? (
          <Results words={words} onChoose={(area) => void find(placeOfArea(area))} />
        ) : null}
      </View>
    </Sheet>
  );
}

type Area = { code: string; level: string; name: string };

async function placeOfArea({ code, level, name }: Area): Promise<FoundPlace> {
  const { centre } = await call(getArea, { params: { code } });
  return { place: centre, address: level === 'building' ? name : null };
}

function Results({ words, onChoose }: { words: string; onChoose: (area: Area) => void }) {
  const query = useApi(searchAreas, { query: { q: words } }, { holdPrevious: true });
  return (
    <Loaded
      query={query}
      isEmpty={({ items }) => items.length === 0}
      empty={<Empty icon="search" title="没有找到" note="换个说法，或直接拖动地图上的图钉。" />}
    >
      {({ items }) => (
        <CellList label="找到的地方">
          {items.map(({ area, path }) => (
            <Cell
              key={area.code}
              icon={area.level === 'building' ? 'building' : 'map'}
              title={area.name}
              note={path
                .slice(2, -1)
                .map(({ name }) => name)
                .join(' › ')}
              onPress={() => onChoose(area)}
            />
          ))}
        </CellList>
      )}
    </Loaded>
  );
}
