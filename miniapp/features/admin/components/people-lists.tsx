import { useState } from 'react';
import { listVacancies } from '@shared/duty/contract';
import { listPosts, type StaffPost } from '@shared/posts/contract';
import { termInWords } from '@shared/posts/terms';
import { useApiList, useHasRole } from '@miniapp/client';
import { Cell, CellList, Empty, Skeleton, StatusTag, type StatusTone, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { MoreButton } from '@miniapp/widgets/more-button';
import { PostSheet } from './post-sheet';

function stateOf({ term, onLeave }: StaffPost): [string, StatusTone] {
  if (term === 'over') return ['任期已满', 'overdue'];
  if (term === 'coming') return ['任期未到', 'waiting'];
  return onLeave ? ['休假', 'waiting'] : ['在任', 'done'];
}

const notesOf = (post: StaffPost): string =>
  [
    post.area.name,
    post.phoneMasked,
    `手上 ${post.openCases >= 200 ? '200 件以上' : `${post.openCases} 件`}`,
    post.term === 'now' ? (post.dutyToday ?? '没有排班') : null,
    termInWords(post),
  ]
    .filter(Boolean)
    .join(' · ');

/** Who serves an area: term, roster, leave, what he has in hand. */
export function PostList({ area }: { area: string }) {
  const query = useApiList(listPosts, { query: { area, limit: 30 } });
  const keeps = useHasRole('admin', 'dispatcher');
  const [chosen, setChosen] = useState<StaffPost>();
  return (
    <>
      <Loaded
        query={query}
        skeleton={<Skeleton kind="lines" rows={6} />}
        isEmpty={(items) => items.length === 0}
        empty={<Empty icon="people" title="这里还没有人员" note="管理员可以从表格导入。" />}
      >
        {(items) => (
          <View className="lx-stack">
            <CellList label="人员">
              {items.map((post) => {
                const [words, tone] = stateOf(post);
                return (
                  <Cell
                    key={post.postId}
                    title={`${post.functionName} ${post.name}`}
                    note={notesOf(post)}
                    value={<StatusTag tone={tone}>{words}</StatusTag>}
                    onPress={keeps ? () => setChosen(post) : undefined}
                  />
                );
              })}
            </CellList>
            <MoreButton query={query}>更多人员</MoreButton>
          </View>
        )}
      </Loaded>
      {chosen ? <PostSheet key={chosen.postId} post={chosen} onClose={() => setChosen(undefined)} /> : null}
    </>
  );
}

/** Grids whose team is not what the norm asks for. */
export function VacancyList({ area }: { area: string }) {
  const query = useApiList(listVacancies, { query: { area, limit: 50 } });
  return (
    <Loaded
      query={query}
      skeleton={<Skeleton kind="lines" rows={4} />}
      isEmpty={(items) => items.length === 0 && !query.hasNextPage}
      empty={
        <Empty icon="check-circle" title="人员都配齐了" note="按 4+X、3+X、2+X 的编制，没有缺的岗位。" />
      }
    >
      {(items) => (
        <View className="lx-stack">
          <CellList label="没有配齐的网格">
            {items.map(({ area: grid, norm, missing }) => (
              <Cell
                key={grid.code}
                title={grid.name}
                note={`编制 ${norm} · 缺${missing.map((gap) => `${gap.functionName} ${gap.missing} 人`).join('、')}`}
                value={<StatusTag tone="overdue">缺人</StatusTag>}
              />
            ))}
          </CellList>
          <MoreButton query={query}>再往下看</MoreButton>
        </View>
      )}
    </Loaded>
  );
}
