import { useState } from 'react';
import { getArea, listAreas } from '@shared/areas/contract';
import { type AreaView } from '@shared/areas/schemas';
import { type LngLat } from '@shared/geo/coordinates';
import { useApi } from '@miniapp/client';
import { MapView } from '@miniapp/platform/map';
import { Button, Card, Field, MultiChoice, Skeleton, TextArea, TextInput, View } from '@miniapp/ui';
import { polygonsOfArea } from '@miniapp/widgets/area-polygons';
import { Loaded } from '@miniapp/widgets/loaded';
import { lineOf, pointsOf, type RedrawDraft } from '../model/redraw-draft';

interface FormProps {
  draft: RedrawDraft;
  onChange: (change: Partial<RedrawDraft>) => void;
}

/** Where a grid is cut, or what it is merged with, and why. */
export function RedrawForm({ draft, onChange }: FormProps) {
  const query = useApi(getArea, { params: { code: draft.code }, query: { geometry: '1' } });
  return (
    <Loaded query={query} skeleton={<Skeleton kind="cards" rows={2} />}>
      {(grid) => (
        <>
          {draft.kind === 'split' ? (
            <Cut grid={grid} draft={draft} onChange={onChange} />
          ) : (
            <Neighbours grid={grid} draft={draft} onChange={onChange} />
          )}
          <Card>
            <Field label="调整原因" hint="受影响的反映人看得到" required>
              <TextArea
                rows={2}
                maxLength={200}
                initial={draft.text}
                placeholder="如：新楼入住，一个网格员管不过来"
                onChange={(text) => onChange({ text })}
              />
            </Field>
          </Card>
        </>
      )}
    </Loaded>
  );
}

function Cut({ grid, draft: { cut, name, newCode, households }, onChange }: FormProps & { grid: AreaView }) {
  const [pin, setPin] = useState<LngLat>(grid.centre);
  return (
    <>
      <Card flush label="画分界线">
        <MapView
          label={`在${grid.name}上画分界线`}
          centre={grid.centre}
          zoom={16}
          height="320px"
          polygons={[...polygonsOfArea(grid, { named: false }), ...lineOf(cut)]}
          markers={pointsOf(cut)}
          onPick={setPin}
        />
        <View className="import-seen">
          <View className="lx-stack">
            <View className="lx-small" live="polite">
              {cut.length === 0
                ? '把地图移到分界线起点（可以在网格外），按「加一个点」；再移到下一个点，直到另一边。'
                : `已画 ${cut.length} 个点。两头没画到边的，会按方向延长。`}
            </View>
            <View className="find-ways">
              <Button icon="plus" onPress={() => onChange({ cut: [...cut, pin] })}>
                加一个点
              </Button>
              <Button
                kind="secondary"
                icon="undo"
                disabled={cut.length === 0}
                onPress={() => onChange({ cut: cut.slice(0, -1) })}
              >
                去掉最后一个点
              </Button>
            </View>
          </View>
        </View>
      </Card>
      <Card title="新网格">
        <View className="lx-stack">
          <Field label="名称" required>
            <TextInput
              initial={name}
              maxLength={60}
              placeholder="如：第九网格"
              onChange={(text) => onChange({ name: text })}
            />
          </Field>
          <Field label="编码" hint="按上级下发的填；不填用社区里下一个没用过的" optional>
            <TextInput
              initial={newCode}
              maxLength={15}
              kind="number"
              onChange={(text) => onChange({ newCode: text })}
            />
          </Field>
          <Field label="户数" optional>
            <TextInput
              initial={households}
              maxLength={6}
              kind="number"
              onChange={(text) => onChange({ households: text })}
            />
          </Field>
        </View>
      </Card>
    </>
  );
}

function Neighbours({ grid, draft: { others, name }, onChange }: FormProps & { grid: AreaView }) {
  const query = useApi(listAreas, { query: { parent: grid.parentCode ?? undefined, geometry: '1' } });
  return (
    <Loaded query={query} skeleton={<Skeleton kind="cards" rows={1} />}>
      {({ items }) => {
        const brothers = items.filter(({ code }) => code !== grid.code);
        const chosen = brothers.filter(({ code }) => others.includes(code));
        return (
          <>
            <Card flush label="合并哪些网格">
              <MapView
                label={`${grid.name}和要并进来的网格`}
                centre={grid.centre}
                zoom={15}
                height="260px"
                polygons={[
                  ...polygonsOfArea(grid),
                  ...brothers.flatMap((each) =>
                    polygonsOfArea(each, { emphasis: chosen.includes(each) ? 'own' : 'neighbour' }),
                  ),
                ]}
              />
            </Card>
            <Card title={`并进${grid.name}的网格`}>
              <View className="lx-stack">
                {brothers.length === 0 ? (
                  <View className="lx-small">这个社区没有别的网格可以合并。</View>
                ) : (
                  <MultiChoice
                    label="要并进来的网格"
                    layout="rows"
                    options={brothers.map((each) => ({
                      value: each.code,
                      text: each.name,
                      note: each.households ? `约 ${each.households} 户` : undefined,
                    }))}
                    values={others}
                    onChange={(codes) => onChange({ others: [...codes] })}
                  />
                )}
                <Field label="合并后叫什么" optional>
                  <TextInput
                    initial={name}
                    maxLength={60}
                    placeholder={grid.name}
                    onChange={(text) => onChange({ name: text })}
                  />
                </Field>
              </View>
            </Card>
          </>
        );
      }}
    </Loaded>
  );
}
