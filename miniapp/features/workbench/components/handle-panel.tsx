import { getCase } from '@shared/cases/contract';
import { type CaseView } from '@shared/cases/schemas';
import { NetworkError, useApi, useUser } from '@miniapp/client';
import { Card, Skeleton, View } from '@miniapp/ui';
import { ApplicationCard } from '@miniapp/widgets/application-card';
import { TeamOrderCard } from '@miniapp/widgets/team-order-card';
import { CaseTimeline } from '@miniapp/widgets/case-timeline';
import { CaseTopic } from '@miniapp/widgets/case-topic';
import { CaseParts } from '@miniapp/widgets/case-parts';
import { CaseRatings } from '@miniapp/widgets/case-ratings';
import { ManageContent } from '@miniapp/widgets/content-care';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { type StaffAction } from '../model/action-draft';
import { type NextStep } from '../model/next-step';
import { ActionCard } from './action-card';
import { CaseDetails } from './case-details';
import { CaseMap } from './case-map';
import { CaseWords } from './case-words';
import { readKeptWork } from '../hooks/use-kept-work';
import { KeptBanner } from './kept-list';
import { PrintButton } from './print-button';
import { QuickBar } from './quick-bar';

export interface HandlePanelProps {
  /** Id or number. */
  id: string;
  /** After an action: the case as it is now. */
  onChanged?: (view: CaseView) => void;
  /** Beside the list of a desktop: two columns, the one-tap step on top. */
  pane?: {
    onQuick: (view: CaseView, step: Extract<NextStep, { kind: 'quick' }>) => void;
    busy: boolean;
    /** A form asked for by its key; `at` tells one asking from the next. */
    wanted?: { action: StaffAction; at: number };
  };
}

/** Everything about one case for those who handle it: what was said, what to do, where it is, what happened. */
export function HandlePanel({ id, onChanged, pane }: HandlePanelProps) {
  const query = useApi(getCase, { params: { id } });
  const userId = useUser()?.id;
  const away = query.data === undefined && query.error instanceof NetworkError;
  const kept = away ? readKeptWork(userId)?.views[id] : undefined;
  return (
    <Loaded query={kept ? { data: kept.view } : query} skeleton={<Skeleton kind="cards" rows={3} />}>
      {(view) => (
        <View className={pane ? 'handle handle--pane' : 'handle'}>
          {pane ? (
            <QuickBar view={view} busy={pane.busy} onQuick={(step) => pane.onQuick(view, step)} />
          ) : null}
          <View className="handle__column">
            {kept ? <KeptBanner at={kept.at} /> : null}
            <CaseWords view={view} />
            {kept ? null : <ApplicationCard item={view} />}
            {kept ? null : <TeamOrderCard item={view} />}
            <CaseParts item={view} page={routes.handle} />
            <CaseRatings item={view} />
            <ActionCard
              key={pane?.wanted?.at}
              view={view}
              onChanged={onChanged}
              wanted={pane?.wanted?.action}
            />
          </View>
          <View className="handle__column">
            <CaseMap view={view} height={pane ? '150px' : '240px'} />
            <CaseDetails view={view} />
            <CaseTopic item={view} mayRaise={!kept} />
            {kept ? null : <ManageContent view={view} />}
            <Card title="办理过程">
              <CaseTimeline events={view.timeline} />
            </Card>
            {kept ? null : <PrintButton id={view.id} />}
          </View>
        </View>
      )}
    </Loaded>
  );
}
