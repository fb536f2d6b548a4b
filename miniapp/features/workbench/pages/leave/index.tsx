import { useState } from 'react';
import { getHandover } from '@shared/leave/contract';
import { useApi, useHasRole } from '@miniapp/client';
import { Cell, CellList, Page, Sheet, Skeleton, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { PostLeave } from '../../components/post-leave';
import { StaffOnly } from '../../components/staff-only';
import { TransferCard } from '../../components/transfer-card';
import { TransferHistory } from '../../components/transfer-history';
import '../../workbench.scss';

/** Leave of one's posts, and giving everything in hand to colleagues; a desk does both for its people. */
export default function LeavePage() {
  const staff = useHasRole();
  const [personId, setPersonId] = useState<string>();
  const [choosing, setChoosing] = useState(false);
  const query = useApi(getHandover, { query: personId ? { personId } : {} }, { enabled: staff });
  return (
    <Page title="请假与交接" className="workbench" width="form">
      <StaffOnly to={routes.leave}>
        <Loaded query={query} skeleton={<Skeleton kind="cards" rows={3} />}>
          {(data) => (
            <View className="handle">
              {data.staff.length > 0 || personId ? (
                <CellList label="替谁办">
                  <Cell
                    icon="people"
                    title={data.person.self ? '我自己' : data.person.name}
                    note={data.person.self ? '也可以替辖区里的同事登记和交接' : '正在替同事登记和交接'}
                    value="换人"
                    onPress={() => setChoosing(true)}
                  />
                </CellList>
              ) : null}
              {data.posts.map((post) => (
                <PostLeave key={post.postId} post={post} colleagues={data.colleagues} />
              ))}
              <TransferCard key={data.person.id} handover={data} />
              <TransferHistory />
              <Sheet open={choosing} title="替谁办" onClose={() => setChoosing(false)}>
                <CellList label="辖区里的同事">
                  {[
                    ...(personId ? [{ personId: undefined, name: '我自己', note: '' }] : []),
                    ...data.staff.map((each) => ({
                      personId: each.personId,
                      name: each.name,
                      note: `${each.areaName} ${each.functionName}${each.away ? ' · 正在请假' : ''}`,
                    })),
                  ].map((each) => (
                    <Cell
                      key={each.personId ?? 'me'}
                      title={each.name}
                      note={each.note}
                      onPress={() => {
                        setPersonId(each.personId);
                        setChoosing(false);
                      }}
                    />
                  ))}
                </CellList>
              </Sheet>
            </View>
          )}
        </Loaded>
      </StaffOnly>
    </Page>
  );
}
