import { Page, useElderMode } from '@miniapp/ui';
import { useMyGrid } from '@miniapp/widgets/my-grid';
import { ElderHome } from './elder-home';
import { MyGridSection } from './my-grid-section';
import { NoticeStrip } from './notice-strip';
import { OpenCases } from './open-cases';
import { ReportEntry } from './report-entry';
import { RecentCases } from './recent-cases';
import { TopicStrip } from './topic-strip';
import { useEntrance } from './use-entrance';
import './index.scss';

export default function HomePage() {
  const elder = useElderMode();
  const grid = useMyGrid();
  useEntrance();
  if (elder) {
    return (
      <Page title="首页" bare>
        <ElderHome grid={grid} />
      </Page>
    );
  }
  return (
    <Page title="首页" bare aside={<RecentCases grid={grid} />}>
      <ReportEntry />
      <MyGridSection grid={grid} />
      <OpenCases />
      <NoticeStrip area={grid.code} />
      <TopicStrip area={grid.code} />
    </Page>
  );
}
