import { useState } from 'react';
import { listCaseEvents } from '@shared/cases/contract';
import { type CaseView } from '@shared/cases/schemas';
import { useApiList } from '@miniapp/client';
import { Button, Card } from '@miniapp/ui';
import { MoreButton } from '@miniapp/widgets/more-button';
import { CaseTimeline } from '@miniapp/widgets/case-timeline';
import { Loaded } from '@miniapp/widgets/loaded';

/** What happened, the latest first; the whole record from the beginning on request. */
export function CaseLog({ item }: { item: CaseView }) {
  const [whole, setWhole] = useState(false);
  return (
    <Card
      title={whole ? '全部记录（从头到尾）' : '办理过程'}
      extra={
        <Button kind="ghost" size="small" onPress={() => setWhole(!whole)}>
          {whole ? '只看最近' : '全部记录'}
        </Button>
      }
    >
      {whole ? <WholeLog id={item.id} /> : <CaseTimeline events={item.timeline} />}
    </Card>
  );
}

function WholeLog({ id }: { id: string }) {
  const query = useApiList(listCaseEvents, { params: { id }, query: { limit: 50 } });
  return (
    <Loaded query={query}>
      {(events) => (
        <>
          <CaseTimeline events={events} label="全部记录" />
          <MoreButton query={query}>再看后面的</MoreButton>
        </>
      )}
    </Loaded>
  );
}
