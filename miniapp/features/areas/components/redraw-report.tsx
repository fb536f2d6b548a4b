import { type AreaChangeReport } from '@shared/area-changes/schemas';
import { polygonsOf, type AreaGeometry } from '@shared/geo/geojson';
import { MapView } from '@miniapp/platform/map';
import { Banner, Button, Card, Cell, CellList, Choice, Field, Tag, Text, View } from '@miniapp/ui';
import { type RedrawDraft } from '../model/redraw-draft';

interface ReportProps {
  report: AreaChangeReport;
  draft: RedrawDraft;
  onSwap: () => void;
  onPost: (postId: string, to: string) => void;
}

const STAYS_OUT = '';

/** What would become of the grids, their people and their open cases. */
export function RedrawReport({ report, draft, onSwap, onPost }: ReportProps) {
  const { grids, gone, recoded, posts, cases, problems, residents, standing } = report;
  const outline = grids.flatMap(({ code, name, isNew, geometry }) =>
    polygonsOf(geometry as AreaGeometry).map(([outer = []], i) => ({
      id: `${code}-${i}`,
      points: outer.map(([lng, lat]) => ({ lng, lat })),
      emphasis: isNew ? ('wrong' as const) : ('own' as const),
      label: i === 0 ? name : undefined,
    })),
  );
  const all = outline.flatMap(({ points }) => points);
  const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  return (
    <>
      {problems.map((problem) => (
        <Banner key={problem} tone="danger" urgent>
          {problem}
        </Banner>
      ))}
      <Card flush label="调整后的网格">
        <MapView
          label={`调整后：${grids.map(({ name }) => name).join('、')}`}
          centre={{ lng: middle(all.map(({ lng }) => lng)), lat: middle(all.map(({ lat }) => lat)) }}
          zoom={15}
          height="260px"
          polygons={outline}
        />
        {draft.kind === 'split' ? (
          <View className="import-seen">
            <View className="lx-row lx-row--between">
              <Text className="lx-small lx-grow">红色的一半是新网格</Text>
              <Button kind="secondary" size="small" icon="refresh" onPress={onSwap}>
                换成另一半
              </Button>
            </View>
          </View>
        ) : null}
      </Card>
      <CellList title="网格">
        {grids.map(({ code, name, isNew, households, microgrids, vacancies }) => (
          <Cell
            key={code}
            title={name}
            note={[
              code,
              households === null ? null : `约 ${households} 户`,
              microgrids > 0 ? `${microgrids} 个楼栋` : null,
              vacancies.length > 0 ? `还缺${vacancies.join('、')}` : '人员配齐',
            ]
              .filter(Boolean)
              .join(' · ')}
            value={isNew ? <Tag>新</Tag> : undefined}
          />
        ))}
        {gone.map(({ code, name }) => (
          <Cell
            key={code}
            title={name}
            note={`${code} · 旧边界留存，旧二维码仍能用`}
            value={<Tag>并掉</Tag>}
          />
        ))}
      </CellList>
      {posts.length > 0 ? (
        <Card title="人员去向">
          <View className="lx-stack">
            {posts.map(({ postId, name, functionName, to }) => (
              <Field key={postId} label={`${functionName} ${name}`} group>
                <Choice
                  label={`${name}的去向`}
                  options={[
                    ...grids.map((grid) => ({ value: grid.code, text: grid.name })),
                    { value: STAYS_OUT, text: '不再担任' },
                  ]}
                  value={draft.posts[postId] ?? to ?? STAYS_OUT}
                  onChange={(code) => onPost(postId, code)}
                />
              </Field>
            ))}
          </View>
        </Card>
      ) : null}
      <CellList title={`在办的事 ${cases.total} 件${cases.capped ? '以上' : ''}`}>
        {cases.plan.length === 0 ? (
          <Cell title="没有在办的事" />
        ) : (
          cases.plan.map(({ gridName, to, changesHands, count, numbers }) => (
            <Cell
              key={`${gridName} ${to} ${String(changesHands)}`}
              title={`${gridName} · ${to}`}
              note={`${numbers.join('、')}${count > numbers.length ? ' 等' : ''}`}
              value={`${count} 件${changesHands ? '，换人' : ''}`}
            />
          ))
        )}
      </CellList>
      {standing.length > 0 ? (
        <CellList title="点名这些网格的规则，随之改过来">
          {standing.map(({ title, note }) => (
            <Cell key={`${title} ${note}`} title={title} note={note} />
          ))}
        </CellList>
      ) : null}
      <View className="lx-small">
        {[
          recoded.length > 0 ? `${recoded.length} 个楼栋换编码，旧二维码仍能用。` : '',
          residents > 0 ? `${residents} 位居民的「我的网格」随之改过来。` : '',
          '办结的事仍属于原来的网格。',
        ].join('')}
      </View>
    </>
  );
}
