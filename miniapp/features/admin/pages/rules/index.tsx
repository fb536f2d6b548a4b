import { useState } from 'react';
import { getRoutingRules, type RuleSetView } from '@shared/routing-rules/contract';
import { type RoutingRule } from '@shared/routing-rules/schemas';
import { useApi, useHasRole } from '@miniapp/client';
import { Banner, Button, confirm, Empty, Page, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { useUnsaved } from '@miniapp/widgets/use-unsaved';
import { AdminOnly } from '../../components/admin-only';
import { DryRunSheet } from '../../components/dry-run-sheet';
import { RuleCard } from '../../components/rule-card';
import { RuleForm } from '../../components/rule-form';
import { VersionsSheet } from '../../components/versions-sheet';
import { useRuleList } from '../../hooks/use-rule-list';
import { useRuleNames } from '../../hooks/use-rule-names';
import { draftOf, emptyDraft, moved, type RuleDraft } from '../../model/rule-draft';
import '../../admin.scss';

/** The routing rules of the area one is responsible for: ordered, edited here, tried out, then saved. */
export default function RulesPage() {
  const allowed = useHasRole('admin', 'supervisor');
  const query = useApi(getRoutingRules, { query: {} }, { enabled: allowed });
  if (!allowed)
    return (
      <Page title="分派规则" width="form">
        <AdminOnly roles={['admin', 'supervisor']} to={routes.adminRules}>
          {null}
        </AdminOnly>
      </Page>
    );
  if (!query.data)
    return (
      <Page title="分派规则" width="form">
        <Loaded query={query}>{() => null}</Loaded>
      </Page>
    );
  return <Rules set={query.data} />;
}

function Rules({ set }: { set: RuleSetView }) {
  const list = useRuleList(set);
  const [form, setForm] = useState<RuleDraft>();
  const [past, setPast] = useState(false);
  const [note, setNote] = useState('');
  const [areaNames, setAreaNames] = useState({ ...set.areaNames, [set.area.code]: set.area.name });
  const catalogue = useRuleNames(areaNames);
  const { rules, edit } = list;
  useUnsaved(list.changed || form !== undefined);

  const put = (rule: RoutingRule) => {
    const known = rules.some(({ id }) => id === rule.id);
    edit(known ? rules.map((old) => (old.id === rule.id ? rule : old)) : [...rules, rule]);
    setForm(undefined);
  };
  const remove = async ({ id, name }: RoutingRule): Promise<void> => {
    const sure = await confirm({
      title: `删除「${name}」？`,
      text: '保存后才生效，旧版本里还找得到。',
      yes: '删除',
      danger: true,
    });
    if (sure) edit(rules.filter((rule) => rule.id !== id));
  };
  const discard = async (): Promise<void> => {
    if (await confirm({ title: '放弃没保存的修改？', yes: '放弃', danger: true })) list.reset();
  };

  if (form)
    return (
      <Page title={form.name === '' ? '添加规则' : '修改规则'} width="form">
        <RuleForm
          key={form.id}
          initial={form}
          root={set.area}
          catalogue={catalogue}
          onNamed={({ code, name }) => setAreaNames({ ...areaNames, [code]: name })}
          onDone={put}
          onCancel={() => setForm(undefined)}
        />
      </Page>
    );
  return (
    <Page
      title="分派规则"
      width="form"
      actions={
        list.changed ? (
          <>
            <Button kind="secondary" onPress={() => void discard()}>
              放弃修改
            </Button>
            <Button loading={list.busy === 'trying'} onPress={() => void list.tryOut()}>
              试算后保存
            </Button>
          </>
        ) : undefined
      }
    >
      <View className="lx-small">
        {`${set.area.name}的规则，从上到下，第一条符合的起作用；都不符合的，按网格边界和类别分派。`}
      </View>
      {list.changed ? <Banner tone="warning">有修改还没保存，现在仍按原来的规则分派。</Banner> : null}
      <View className="lx-row">
        {set.mayEdit ? (
          <Button
            kind="secondary"
            icon="plus"
            onPress={() => setForm(emptyDraft(`r${Date.now().toString(36)}`))}
          >
            添加规则
          </Button>
        ) : null}
        <Button kind="ghost" icon="clock" onPress={() => setPast(true)}>
          历次版本
        </Button>
      </View>
      {rules.length === 0 ? (
        <Empty icon="filter" title="还没有规则" note="现在按网格边界和类别分派。" />
      ) : (
        <View className="lx-stack">
          {rules.map((rule, index) => (
            <RuleCard
              key={rule.id}
              rule={rule}
              index={index}
              last={index === rules.length - 1}
              names={catalogue.names}
              mayEdit={set.mayEdit}
              onMove={(by) => edit(moved(rules, index, by))}
              onToggle={() =>
                edit(rules.map((old) => (old.id === rule.id ? { ...old, enabled: !old.enabled } : old)))
              }
              onEdit={() => setForm(draftOf(rule))}
              onRemove={() => void remove(rule)}
            />
          ))}
        </View>
      )}
      <DryRunSheet
        result={list.result}
        saving={list.busy === 'saving'}
        onNote={setNote}
        onSave={() => void list.save(note)}
        onClose={list.closeResult}
      />
      <VersionsSheet
        open={past}
        area={set.area.code}
        mayEdit={set.mayEdit}
        onRestore={(old) => {
          edit(old);
          setPast(false);
        }}
        onClose={() => setPast(false)}
      />
    </Page>
  );
}
