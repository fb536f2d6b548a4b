import { useState } from 'react';
import { listCaptains } from '@shared/teams/admin-contract';
import { useApi } from '@miniapp/client';
import { Button, Card, Choice, Field, TextArea, View } from '@miniapp/ui';
import { AreaField } from '@miniapp/widgets/area-field';
import { type useTeamForm } from '../hooks/use-team-form';
import { type TeamDraft } from '../model/team-draft';
import { CatalogueSheet } from './catalogue-sheet';
import { CategoryField } from './category-field';
import { type DraftPart, DraftWords } from './draft-words';
import { MembersEditor } from './members-editor';
import { SaveBar } from './save-bar';

type Form = ReturnType<typeof useTeamForm>;
type Part = DraftPart<TeamDraft>;

const TYPES = [
  { value: 'professional', text: '专业团队' },
  { value: 'basic', text: '基础团队' },
] as const;

/** One team: for whom, who is in it, what it does, how much of it in a week, and who takes its orders. */
export function TeamForm({ form }: { form: Form }) {
  const { draft, change, errors, problem, busy, save } = form;
  const part = { draft, change, errors };
  return (
    <View className="lx-stack">
      <Card title="团队">
        <View className="lx-stack">
          <DraftWords part={part} field="name" label="名称" max={30} placeholder="如：湖滨法律服务队" />
          <Field label="类型" group>
            <Choice options={TYPES} value={draft.type} onChange={(type) => change({ type })} />
          </Field>
          <DraftWords
            part={part}
            field="professions"
            label="专业"
            hint="用顿号隔开"
            max={80}
            placeholder="如：律师、公证员"
          />
          <Field label="为哪里服务" error={errors.area} required group>
            <AreaField
              value={draft.area}
              roles={['admin']}
              verb="服务"
              // Who took orders may not be of the other area.
              onChange={(area) => change({ area, captain: undefined })}
            />
          </Field>
          <Field label="介绍" error={errors.summary} required>
            <TextArea
              initial={draft.summary}
              rows={2}
              maxLength={200}
              onChange={(summary) => change({ summary })}
            />
          </Field>
          <DraftWords part={part} field="hours" label="服务时间" max={60} />
        </View>
      </Card>
      <Card title="接单">
        <View className="lx-stack">
          <DraftWords part={part} field="capacity" label="每周最多接几单" max={3} />
          <Captain part={part} />
          <CategoryField
            label="点单归到哪一类"
            value={draft.category}
            error={errors.category}
            onChange={(category) => change({ category })}
          />
        </View>
      </Card>
      <Field
        label="能做什么"
        hint="一行一项：名称，分钟，说明。如：法律咨询，30，带好合同"
        error={errors.services}
        required
      >
        <TextArea
          initial={draft.services}
          rows={4}
          maxLength={2000}
          onChange={(services) => change({ services })}
        />
      </Field>
      <Field label="成员" error={errors.members} group>
        <MembersEditor value={draft.members} onChange={(members) => change({ members })} />
      </Field>
      <SaveBar busy={busy} problem={problem} onSave={() => void save()} />
    </View>
  );
}

/** Who takes orders: somebody the desk has verified in the team's area. */
function Captain({ part: { draft, change, errors } }: { part: Part }) {
  const [open, setOpen] = useState(false);
  const query = useApi(
    listCaptains,
    { query: { area: draft.area?.code ?? '' } },
    { enabled: draft.area !== undefined },
  );
  const people = query.data?.items ?? [];
  return (
    <Field
      label="谁接单"
      hint="这个区域里审核过的志愿者或党员；没有人接单，中心派不了单"
      error={errors.captain}
      group
    >
      <Button
        kind="secondary"
        icon="person"
        disabled={draft.area === undefined}
        onPress={() => setOpen(true)}
      >
        {draft.captain?.name ?? (draft.area ? '选择接单的人' : '先选区域')}
      </Button>
      <CatalogueSheet
        title="谁接单"
        open={open}
        lines={people.map(({ id, name, what }) => ({ value: id, name, note: what }))}
        chosen={draft.captain ? [draft.captain.id] : []}
        onPick={(id) => {
          const person = people.find((other) => other.id === id);
          if (person) change({ captain: { id, name: person.name } });
        }}
        onClose={() => setOpen(false)}
      />
    </Field>
  );
}
