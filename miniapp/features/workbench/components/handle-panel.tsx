import { getCase } from '@shared/cases/contract';
import { type CaseView } from '@shared/cases/schemas';
import { NetworkError, useApi, useUser } from '@miniapp/client';
import { Card, Skeleton, View } from '@miniapp/ui';
import { CaseTimeline } from '@miniapp/widgets/case-timeline';
import { CaseParts } from '@miniapp/widgets/case-parts';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { ActionCard } from './action-card';
import { CaseMap } from './case-map';
import { CaseWords } from './case-words';
import { readKeptWork } from '../hooks/use-kept-work';
import { KeptBanner } from './kept-list';
import { PrintButton } from './print-button';

export interface HandlePanelProps {
  /** Id or number. */
  id: string;
  /** After an action: the case as it is now. */
  onChanged?: (view: CaseView) => void;
}

/** Everything about one case for those who handle it: what was said, what to do, where it is, what happened. */
export function HandlePanel({ id, onChanged }: HandlePanelProps) {
  const query = useApi(getCase, { params: { id } });
  const userId = useUser()?.id;
  const away = query.data === undefined && query.error instanceof NetworkError;
  const kept = away ? readKeptWork(userId)?.views[id] : undefined;
  return (
    <Loaded query={kept ? { data: kept.view } : query} skeleton={<Skeleton kind="cards" rows={3} />}>
      {(view) => (
        <View className="handle">
          {kept ? <KeptBanner at={kept.at} /> : null}
          <CaseWords view={view} />
          <CaseParts item={view} page={routes.handle} />
          <ActionCard view={view} onChanged={onChanged} />
          <CaseMap view={view} />
          <Card title="办理过程">
            <CaseTimeline events={view.timeline} />
          </Card>
          {kept ? null : <PrintButton id={view.id} />}
        </View>
      )}
    </Loaded>
  );
}
