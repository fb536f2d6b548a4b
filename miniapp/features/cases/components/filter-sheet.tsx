import { useState } from 'react';
import { type CategoryTree } from '@shared/categories/schemas';
import { CASE_STATUS_NAMES, type CaseStatus } from '@shared/cases/statuses';
import { Button, Choice, Field, Sheet, View } from '@miniapp/ui';
import { type FeedFilter } from '../model/feed-filter';

const ALL = 'all';
/** What a resident asks for; withdrawn and merged ones are nobody's search. */
const SHOWN: CaseStatus[] = [
  'submitted',
  'accepted',
  'dispatched',
  'handling',
  'replied',
  'verified',
  'closed',
  'declined',
];
const STATUSES = [
  { value: ALL, text: '全部' },
  ...SHOWN.map((status) => ({ value: status, text: CASE_STATUS_NAMES[status] })),
];

export interface FilterSheetProps {
  filter: FeedFilter;
  groups: CategoryTree['groups'];
  onChoose: (change: Pick<FeedFilter, 'status' | 'category'>) => void;
  onClose: () => void;
}

/** State and category of the feed; nothing changes before it is confirmed. */
export function FilterSheet({ filter, groups, onChoose, onClose }: FilterSheetProps) {
  const [status, setStatus] = useState<string>(filter.status ?? ALL);
  const [category, setCategory] = useState<string>(filter.category ?? ALL);
  const choose = () =>
    onChoose({
      status: SHOWN.find((known) => known === status),
      category: category === ALL ? undefined : category,
    });
  return (
    <Sheet
      open
      title="筛选"
      onClose={onClose}
      footer={
        <Button block size="large" onPress={choose}>
          看结果
        </Button>
      }
    >
      <View className="feed-filters">
        <Field label="办到哪一步" group>
          <Choice options={STATUSES} value={status} onChange={setStatus} />
        </Field>
        <Field label="什么事" group>
          <View className="lx-stack">
            <Choice
              label="不限类别"
              options={[{ value: ALL, text: '全部类别' }]}
              value={category}
              onChange={setCategory}
            />
            {groups.map((group) => (
              <View key={group.code}>
                <View className="lx-small" hidden>
                  {group.name}
                </View>
                <Choice
                  label={group.name}
                  options={group.categories.map(({ code, name }) => ({ value: code, text: name }))}
                  value={category}
                  onChange={setCategory}
                />
              </View>
            ))}
          </View>
        </Field>
      </View>
    </Sheet>
  );
}
