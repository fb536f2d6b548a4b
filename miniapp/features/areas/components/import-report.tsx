import { useState } from 'react';
import { type AreaImportReport } from '@shared/area-import/schemas';
import { MapView } from '@miniapp/platform/map';
import { Banner, Card, Cell, CellList, StatusTag, Text, View } from '@miniapp/ui';
import { centreOf, problemsOf, shapesOf, zoomFor } from '../model/import-problems';

const SHOWN = 50;

const COUNTS: [keyof AreaImportReport['counts'], string][] = [
  ['created', '新增'],
  ['updated', '修改'],
  ['unchanged', '不变'],
  ['rejected', '不合格'],
  ['overlaps', '重叠'],
  ['outside', '超出上级'],
  ['gaps', '空白'],
];

/** How many there are of which faults, each to be looked at on the map. */
export function ImportReport({ report }: { report: AreaImportReport }) {
  const { counts } = report;
  const problems = problemsOf(report);
  const [chosen, setChosen] = useState(() => problems.find((problem) => centreOf(problem))?.id);
  const seen = problems.find(({ id }) => id === chosen);
  const centre = seen && centreOf(seen);
  const faults = counts.rejected + counts.overlaps + counts.outside;
  return (
    <>
      <Card title="检查结果">
        <View className="import-counts">
          {COUNTS.map(([key, name]) => (
            <View key={key} className="import-counts__one">
              <Text className="import-counts__number lx-num">{counts[key]}</Text>
              <Text className="lx-small">{name}</Text>
            </View>
          ))}
        </View>
      </Card>
      {faults > 0 ? (
        <Banner tone="danger">{`有 ${faults} 处问题，改好以后再导入。现在没有做任何改动。`}</Banner>
      ) : counts.gaps > 0 ? (
        <Banner tone="warning">{`有 ${counts.gaps} 个区域里留有空白（可能是河流、道路），不影响导入。`}</Banner>
      ) : null}
      {centre && seen ? (
        <Card flush label="问题在哪里">
          <MapView
            label={`${seen.title}，${seen.note}`}
            centre={centre}
            zoom={zoomFor(seen)}
            height="280px"
            polygons={shapesOf(seen)}
            markers={seen.at ? [{ id: 'at', ...seen.at, kind: 'overdue', label: seen.title }] : []}
          />
          <View className="import-seen">{`${seen.title} · ${seen.note}`}</View>
        </Card>
      ) : null}
      {problems.length > 0 ? (
        <CellList label="发现的问题">
          {problems.slice(0, SHOWN).map((problem) => (
            <Cell
              key={problem.id}
              title={problem.title}
              note={problem.note}
              value={
                <StatusTag tone={problem.forbids ? 'overdue' : 'waiting'}>
                  {problem.forbids ? '要改' : '提醒'}
                </StatusTag>
              }
              onPress={centreOf(problem) ? () => setChosen(problem.id) : undefined}
              label={`在地图上看：${problem.title}，${problem.note}`}
            />
          ))}
        </CellList>
      ) : null}
      {problems.length > SHOWN ? (
        <View className="lx-small">{`另有 ${problems.length - SHOWN} 处没有列出，改好这些再检查一次。`}</View>
      ) : null}
    </>
  );
}
