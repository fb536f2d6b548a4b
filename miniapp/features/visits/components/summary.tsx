import { useState } from 'react';
import { summariseVisits } from '@shared/visits/contract';
import { VISIT_PURPOSE_NAMES } from '@shared/visits/rules';
import { weekdayName } from '@shared/time/shanghai';
import { useApi } from '@miniapp/client';
import { Banner, Card, Cell, CellList, Choice, Skeleton, StatusTag, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';

const PERIODS = [
  { value: 'week', text: '本周' },
  { value: 'month', text: '本月' },
] as const;

const dayName = (date: string) => {
  const [, month, day] = date.split('-').map(Number);
  return `${month}月${day}日 ${weekdayName(Date.parse(`${date}T04:00:00Z`))}`;
};

/** 周分析、月汇总, computed from the logs; of an area also by worker, and its liaisons against the norm. */
export function Summary({ area }: { area?: string }) {
  const [period, setPeriod] = useState<'week' | 'month'>('week');
  const query = useApi(summariseVisits, { query: { period, area } }, { holdPrevious: true });
  return (
    <Card title="走访小结">
      <View className="lx-stack">
        <Choice label="哪一段时间" options={PERIODS} value={period} onChange={setPeriod} />
        <Loaded query={query} skeleton={<Skeleton rows={2} />}>
          {({ visits, people, findings, cases, byPurpose, byDay, byWorker, norm, truncated }) => (
            <View className="lx-stack">
              {truncated ? <Banner tone="warning">走访太多，只算了最近的 5000 次</Banner> : null}
              <View className="lx-num">{`走访 ${visits} 次，见到 ${people} 人，发现 ${findings} 个问题，${cases} 个报成了事项`}</View>
              {byPurpose.length > 0 ? (
                <View className="lx-small lx-num">
                  {byPurpose
                    .map(({ purpose, count }) => `${VISIT_PURPOSE_NAMES[purpose]} ${count} 次`)
                    .join('，')}
                </View>
              ) : null}
              {period === 'week' && byDay.length > 0 ? (
                <CellList title="每天几次">
                  {byDay.map(({ date, count }) => (
                    <Cell key={date} title={dayName(date)} value={`${count} 次`} />
                  ))}
                </CellList>
              ) : null}
              {byWorker.length > 0 ? (
                <CellList title="每个人几次">
                  {byWorker.map(({ name, count }, index) => (
                    <Cell key={`${name}-${index}`} title={name} value={`${count} 次`} />
                  ))}
                </CellList>
              ) : null}
              {norm.length > 0 ? (
                <CellList title="联络员每月走访">
                  {norm.map(({ area: grid, liaison, visits: done, required, met }) => (
                    <Cell
                      key={`${grid.code}-${liaison}`}
                      title={grid.name}
                      note={`${liaison}：本月 ${done}/${required} 次`}
                      value={<StatusTag tone={met ? 'done' : 'overdue'}>{met ? '达标' : '还没去'}</StatusTag>}
                    />
                  ))}
                </CellList>
              ) : null}
            </View>
          )}
        </Loaded>
      </View>
    </Card>
  );
}
