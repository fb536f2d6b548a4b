import { useState } from 'react';
import { Banner, Button, confirm, Page, Segmented, View } from '@miniapp/ui';
import { AreaField } from '@miniapp/widgets/area-field';
import { PeopleOnly } from '@miniapp/widgets/people-only';
import { routes } from '@miniapp/widgets/routes';
import { useUnsaved } from '@miniapp/widgets/use-unsaved';
import { RedrawForm } from '../../components/redraw-form';
import { RedrawHistory, RedrawProgress } from '../../components/redraw-progress';
import { RedrawReport } from '../../components/redraw-report';
import { useRedraw } from '../../hooks/use-redraw';
import { missingOf, newDraft, type RedrawDraft } from '../../model/redraw-draft';
import '../../areas.scss';

const GRID_DIGITS = 15;

const ADMINS = ['admin'] as const;

/** A grid cut in two, or several made one: drawn, checked, and only then done. */
export default function RedrawPage() {
  return (
    <Page title="网格拆分与合并" width="form">
      <PeopleOnly
        to={routes.redraw}
        title="网格由管理员调整"
        note="需要调整的话，请联系本地的网格中心。"
        roles={ADMINS}
      >
        <Redraw />
      </PeopleOnly>
    </Page>
  );
}

function Redraw() {
  const [grid, setGrid] = useState<{ code: string; name: string }>();
  const [kind, setKind] = useState<RedrawDraft['kind']>('split');
  const isGrid = grid?.code.length === GRID_DIGITS;
  return (
    <View className="lx-stack">
      <View className="lx-small">
        先选一个网格，再画一条线把它拆成两个，或者和邻近的网格合并。改之前先检查一遍，会看到哪些事、哪些人跟着走；确认了才动。
      </View>
      <AreaField value={grid} onChange={setGrid} roles={['admin']} verb="调整" />
      {grid && !isGrid ? <Banner tone="warning">请选到网格这一级。</Banner> : null}
      {grid && isGrid ? (
        <>
          <Segmented
            label="怎样调整"
            options={[
              { value: 'split', text: '拆成两个' },
              { value: 'merge', text: '与邻近的合并' },
            ]}
            value={kind}
            onChange={setKind}
          />
          <Work key={`${grid.code} ${kind}`} code={grid.code} kind={kind} />
        </>
      ) : (
        <RedrawHistory />
      )}
    </View>
  );
}

function Work({ code, kind }: { code: string; kind: RedrawDraft['kind'] }) {
  const [initial] = useState(() => newDraft(code, kind));
  const [draft, setDraft] = useState(initial);
  const [asked, setAsked] = useState(false);
  const state = useRedraw();
  const { busy, report, order, error } = state;
  useUnsaved(draft !== initial && !order);
  if (order) return <RedrawProgress order={order} />;
  const change = (part: Partial<RedrawDraft>): void => {
    setDraft((now) => ({ ...now, ...part }));
    state.forget();
  };
  /** Looked at again at once: its figures are no longer those of the report. */
  const recheck = (part: Partial<RedrawDraft>): void => {
    const next = { ...draft, ...part };
    setDraft(next);
    state.check(next);
  };
  const missing = missingOf(draft);
  const check = (): void => {
    setAsked(true);
    if (missing === null) state.check(draft);
  };
  const ask = async (): Promise<void> => {
    const sure = await confirm({
      title: kind === 'split' ? '拆分这个网格？' : '合并这些网格？',
      text: `${report?.cases.total ?? 0} 件在办的事会按新边界办理，反映人会收到消息。旧边界会留存。`,
      yes: kind === 'split' ? '拆分' : '合并',
    });
    if (sure) state.confirm(draft);
  };
  return (
    <>
      <RedrawForm draft={draft} onChange={change} />
      {asked && missing ? (
        <Banner tone="danger" urgent>
          {missing}
        </Banner>
      ) : null}
      {error ? (
        <Banner tone="danger" urgent>
          {error}
        </Banner>
      ) : null}
      {report ? (
        <RedrawReport
          report={report}
          draft={draft}
          onSwap={() => recheck({ newSide: draft.newSide === 'left' ? 'right' : 'left', posts: {} })}
          onPost={(postId, to) => recheck({ posts: { ...draft.posts, [postId]: to } })}
        />
      ) : null}
      {report && report.problems.length === 0 ? (
        <Button block size="large" loading={busy !== null} onPress={() => void ask()}>
          {kind === 'split' ? '确认拆分' : '确认合并'}
        </Button>
      ) : (
        <Button block size="large" loading={busy !== null} onPress={check}>
          检查会怎样
        </Button>
      )}
    </>
  );
}
