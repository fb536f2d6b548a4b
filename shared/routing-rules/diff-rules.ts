import type { RoutingRule } from './schemas';

/** What a new version of a rule set changed, in words, for the list of versions. */
export function diffRules(before: readonly RoutingRule[], after: readonly RoutingRule[]): string[] {
  const old = new Map(before.map((rule) => [rule.id, rule]));
  const kept = new Set(after.map(({ id }) => id));
  const said: string[] = [];
  for (const rule of after) {
    const was = old.get(rule.id);
    if (!was) said.push(`新增「${rule.name}」`);
    else if (was.enabled !== rule.enabled) said.push(`${rule.enabled ? '启用' : '停用'}「${rule.name}」`);
    if (was && JSON.stringify({ ...was, enabled: true }) !== JSON.stringify({ ...rule, enabled: true }))
      said.push(`修改「${rule.name}」`);
  }
  for (const { id, name } of before) if (!kept.has(id)) said.push(`删除「${name}」`);
  const order = (rules: readonly RoutingRule[], other: ReadonlySet<string>) =>
    rules.flatMap(({ id }) => (other.has(id) ? [id] : [])).join();
  if (order(before, kept) !== order(after, new Set(old.keys()))) said.push('调整了先后');
  return said;
}
