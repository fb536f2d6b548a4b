import type Koa from 'koa';

type Json = Record<string, unknown>;

const escapeHtml = (text: unknown) => String(text).replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  'x-access': unknown;
  parameters: { name: string; in: string; required: boolean; schema: Json }[];
  requestBody?: { content: Record<string, { schema: Json }> };
  responses: Record<string, { description: string }>;
}

function operationHtml(method: string, path: string, operation: Operation): string {
  const access = Array.isArray(operation['x-access'])
    ? operation['x-access'].join(' / ')
    : String(operation['x-access']);
  const parameters = operation.parameters
    .map(
      ({ name, in: where, required, schema }) =>
        `<tr><td><code>${escapeHtml(name)}</code></td><td>${where}${required ? ' · 必填' : ''}</td><td><code>${escapeHtml(JSON.stringify(schema))}</code></td></tr>`,
    )
    .join('');
  const body = Object.entries(operation.requestBody?.content ?? {})
    .map(
      ([type, { schema }]) =>
        `<p>${escapeHtml(type)}</p><pre>${escapeHtml(JSON.stringify(schema, null, 2))}</pre>`,
    )
    .join('');
  const responses = Object.entries(operation.responses)
    .map(([status, { description }]) => `<li><code>${status}</code> ${escapeHtml(description)}</li>`)
    .join('');
  return `<details id="${operation.operationId}"><summary><b>${method.toUpperCase()}</b> <code>/api/v1${escapeHtml(path)}</code> ${escapeHtml(operation.summary)} <small>${escapeHtml(access)}</small></summary>
${parameters && `<table>${parameters}</table>`}${body}<ul>${responses}</ul></details>`;
}

function render(document: Json): string {
  const paths = document.paths as Record<string, Record<string, Operation>>;
  const tags = new Map<string, string[]>();
  for (const [path, methods] of Object.entries(paths))
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags[0] ?? '';
      tags.set(tag, [...(tags.get(tag) ?? []), operationHtml(method, path, operation)]);
    }
  const sections = [...tags].map(([tag, items]) => `<h2>${escapeHtml(tag)}</h2>${items.join('')}`).join('');
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>网格连心 API</title><style>body{font:16px/1.6 system-ui,sans-serif;max-width:960px;margin:2rem auto;padding:0 1rem;color:#1c2733}
details{border-bottom:1px solid #dde3ea;padding:.5rem 0}summary{cursor:pointer}pre{background:#f4f6f9;padding:1rem;overflow:auto;border-radius:8px}
table{border-collapse:collapse}td{border:1px solid #dde3ea;padding:.25rem .5rem;word-break:break-all}small{color:#5b6b7b}b{color:#1668a8}</style>
<main><h1>网格连心 API</h1><p>完整的机器可读文档：<a href="/api/v1/openapi.json">/api/v1/openapi.json</a>（OpenAPI 3.1）。错误一律为 application/problem+json。</p>${sections}</main></html>`;
}

/**
 * `/api/v1/openapi.json` and its human-readable twin `/api/docs`, both from the contracts, without outside assets.
 * @param document built once, when first asked for, or by `ready()`: it takes most of a second, which a server spends
 *   before it serves.
 */
export function docsPage(document: () => Json): { middleware: Koa.Middleware; ready: () => void } {
  let built: { json: string; html: string } | null = null;
  const get = () => {
    if (!built) {
      const whole = document();
      built = { json: JSON.stringify(whole), html: render(whole) };
    }
    return built;
  };
  const middleware: Koa.Middleware = (ctx, next) => {
    if (ctx.method !== 'GET') return next();
    if (ctx.path === '/api/v1/openapi.json') {
      ctx.type = 'application/json; charset=utf-8';
      ctx.body = get().json;
      return undefined;
    }
    if (ctx.path === '/api/docs' || ctx.path === '/api/docs/') {
      ctx.type = 'text/html; charset=utf-8';
      ctx.body = get().html;
      return undefined;
    }
    return next();
  };
  return { middleware, ready: () => void get() };
}
