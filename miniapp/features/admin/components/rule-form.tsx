import { useState } from 'react';
import { describeRule } from '@shared/routing-rules/describe';
import { type RoutingRule } from '@shared/routing-rules/schemas';
import { Banner, Button, Card, Field, TextInput, View } from '@miniapp/ui';
import { type Catalogue } from '../hooks/use-rule-names';
import { type RuleDraft, ruleOf } from '../model/rule-draft';
import { type NamedArea } from './area-picker';
import { RuleConditions } from './rule-conditions';
import { RuleOutcome } from './rule-outcome';

export interface RuleFormProps {
  initial: RuleDraft;
  root: NamedArea & { level: string };
  catalogue: Catalogue;
  onNamed: (area: NamedArea) => void;
  onDone: (rule: RoutingRule) => void;
  onCancel: () => void;
}

/** One rule: a name, what must be true, what follows; says below in one sentence what it will do. */
export function RuleForm({ initial, root, catalogue, onNamed, onDone, onCancel }: RuleFormProps) {
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const change = (edit: Partial<RuleDraft>) => setDraft((old) => ({ ...old, ...edit }));
  const checked = ruleOf(draft);
  const errors = tried && 'errors' in checked ? checked.errors : {};
  const part = { draft, errors, catalogue, change };
  return (
    <View className="lx-stack">
      <Card title="规则">
        <Field label="名称" error={errors.name} required>
          <TextInput
            initial={draft.name}
            maxLength={40}
            placeholder="如：夜间噪声直接派公安"
            onChange={(name) => change({ name })}
          />
        </Field>
      </Card>
      <Card title="当下面的都符合">
        <View className="lx-stack">
          <RuleConditions {...part} root={root} onNamed={onNamed} />
        </View>
      </Card>
      <Card title="则">
        <View className="lx-stack">
          <RuleOutcome {...part} />
        </View>
      </Card>
      {'rule' in checked ? (
        <View live="polite">
          <Banner>{describeRule(checked.rule, catalogue.names)}</Banner>
        </View>
      ) : null}
      <View className="admin-form-buttons">
        <Button kind="secondary" onPress={onCancel}>
          不改了
        </Button>
        <Button
          onPress={() => {
            setTried(true);
            if ('rule' in checked) onDone(checked.rule);
          }}
        >
          放进规则表
        </Button>
      </View>
    </View>
  );
}
