import { describeRule, type RuleNames } from '@shared/routing-rules/describe';
import { type RoutingRule } from '@shared/routing-rules/schemas';
import { Button, Card, IconButton, Tag, Text, View } from '@miniapp/ui';

export interface RuleCardProps {
  rule: RoutingRule;
  index: number;
  last: boolean;
  names: RuleNames;
  mayEdit: boolean;
  onMove: (by: -1 | 1) => void;
  onToggle: () => void;
  onEdit: () => void;
  onRemove: () => void;
}

/** One rule of the list, as a sentence, with its place in the order. */
export function RuleCard({ rule, index, last, names, mayEdit, ...on }: RuleCardProps) {
  const { name, enabled } = rule;
  return (
    <Card className={enabled ? undefined : 'admin-rule--off'}>
      <View className="lx-row lx-row--between">
        <Text className="lx-title lx-grow">{`${index + 1}. ${name}`}</Text>
        {enabled ? null : <Tag>已停用</Tag>}
        {mayEdit ? (
          <View className="lx-row">
            <IconButton
              icon="chevron-up"
              label={`把「${name}」上移`}
              disabled={index === 0}
              onPress={() => on.onMove(-1)}
            />
            <IconButton
              icon="chevron-down"
              label={`把「${name}」下移`}
              disabled={last}
              onPress={() => on.onMove(1)}
            />
          </View>
        ) : null}
      </View>
      <View>{describeRule(rule, names)}</View>
      {rule.told ? <View className="lx-small">{`居民看到：${rule.told}`}</View> : null}
      {mayEdit ? (
        <View className="admin-rule__buttons">
          <Button kind="secondary" size="small" icon="pencil" label={`修改「${name}」`} onPress={on.onEdit}>
            修改
          </Button>
          <Button
            kind="ghost"
            size="small"
            label={`${enabled ? '停用' : '启用'}「${name}」`}
            onPress={on.onToggle}
          >
            {enabled ? '停用' : '启用'}
          </Button>
          <Button kind="ghost" size="small" icon="trash" label={`删除「${name}」`} onPress={on.onRemove}>
            删除
          </Button>
        </View>
      ) : null}
    </Card>
  );
}
