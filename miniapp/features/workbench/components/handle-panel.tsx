import { getCase } from '@shared/cases/contract';
import { type CaseView } from '@shared/cases/schemas';
import { useApi } from '@miniapp/client';
import { Card, Skeleton, View } from '@miniapp/ui';
import { CaseTimeline } from '@miniapp/widgets/case-timeline';
import { CaseParts } from '@miniapp/widgets/case-parts';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { ActionCard } from './action-card';
import { CaseMap } from './case-map';
import { CaseWords } from './case-words';

export interface HandlePanelProps {
  /** Id or number. */
  id: string;
  /** After an action: the case as it is now. */
  onChanged?: (view: CaseView) => void;
}

/** Everything about one case for those who handle it: what was said, what to do, where it is, what happened. */
export function HandlePanel({ id, onChanged }: HandlePanelProps) {
  const query = useApi(getCase, { params: { id } });
  return (
    <Loaded query={query} skeleton={<Skeleton kind="cards" rows={3} />}>
      {(view) => (
        <View className="handle">
          <CaseWords view={view} />
          <CaseParts item={view} page={routes.handle} />
          <ActionCard view={view} onChanged={onChanged} />
          <CaseMap view={view} />
          <Card title="办理过程">
            <CaseTimeline events={view.timeline} />
          </Card>
        </View>
      )}
    </Loaded>
  );
}
