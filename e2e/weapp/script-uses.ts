import { type Node, parse } from 'acorn';

export interface ScriptUses {
  /** Names of methods that are called: `x.name(…)`. */
  calls: ReadonlySet<string>;
  /** Values of `openType` that the script gives a button, and of `type` it gives a field. */
  openTypes: ReadonlySet<string>;
  fieldTypes: ReadonlySet<string>;
  /** How it would make code of text. */
  evaluations: string[];
}

type Any = Node & Record<string, unknown>;
const isNode = (value: unknown): value is Any =>
  typeof value === 'object' && value !== null && typeof (value as Partial<Any>).type === 'string';

function* nodesOf(node: Any): Generator<Any> {
  yield node;
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* nodesOf(child);
}

const nameOf = (value: unknown): string | null =>
  isNode(value) && value.type === 'Identifier' ? String(value.name) : null;

const known = new Map<string, ScriptUses>();

/** What an emitted script does, as its syntax tree shows it: names inside strings and comments do not count. */
export function usesOf(source: string): ScriptUses {
  const before = known.get(source);
  if (before) return before;
  const calls = new Set<string>();
  const values = { openType: new Set<string>(), type: new Set<string>() };
  const evaluations: string[] = [];
  for (const node of nodesOf(parse(source, { ecmaVersion: 2017, sourceType: 'script' }) as unknown as Any)) {
    if (node.type === 'CallExpression' || node.type === 'NewExpression') {
      const callee = node.callee as Any;
      const own = nameOf(callee);
      if (own === 'eval' || own === 'Function') evaluations.push(own);
      // `setTimeout("code")` is `eval`, too.
      const [first] = node.arguments as Any[];
      if (/^set(Timeout|Interval)$/.test(own ?? '') && first?.type === 'Literal')
        evaluations.push(String(own));
      if (callee.type === 'MemberExpression' && callee.computed === false)
        calls.add(nameOf(callee.property) ?? '');
    }
    const key = node.type === 'Property' ? nameOf(node.key) : null;
    const value = isNode(node.value) && node.value.type === 'Literal' ? node.value.value : null;
    if ((key === 'openType' || key === 'type') && typeof value === 'string') values[key].add(value);
  }
  const uses = { calls, openTypes: values.openType, fieldTypes: values.type, evaluations };
  known.set(source, uses);
  return uses;
}
