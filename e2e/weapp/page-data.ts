/** One node of what Taro hands to a page's template: `cn` children, `v` text, `cl` class, `sid` id of the node. */
export interface PageNode {
  sid?: string;
  cl?: string;
  v?: string;
  cn?: PageNode[];
  [attribute: string]: unknown;
}

/** Applies one key of setData ("root.cn.[0].v") the way WeChat does. */
export function applyPath(data: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter(Boolean);
  const last = keys.pop();
  let at: Record<string, unknown> = data;
  for (const [index, key] of keys.entries()) {
    if (typeof at[key] !== 'object' || at[key] === null)
      at[key] = /^\d+$/.test(keys[index + 1] ?? last ?? '') ? [] : {};
    at = at[key] as Record<string, unknown>;
  }
  if (last !== undefined) at[last] = value;
}

/** Every node from the root down, each with the way to it (root first, itself last). */
export function* walk(node: PageNode, way: PageNode[] = []): Generator<PageNode[]> {
  const here = [...way, node];
  yield here;
  for (const child of node.cn ?? []) yield* walk(child, here);
}

/** The text under a node, in order. */
export function textOf(node: PageNode): string {
  return (typeof node.v === 'string' ? node.v : '') + (node.cn ?? []).map(textOf).join('');
}
