import * as z from 'zod';
import type { Contract } from '@shared/core/contract';
import { ERRORS, problemSchema, type ErrorCode } from '@shared/core/errors';

type Json = Record<string, unknown>;

const SHARED_ERRORS: ErrorCode[] = ['VALIDATION_FAILED', 'TOO_MANY_REQUESTS', 'INTERNAL'];

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const out = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
    reused: 'inline',
  }) as Json;
  delete out.$schema;
  return out;
}

/** Moves the named schemas (`.meta({id})`) of one document fragment under components. */
function hoist(fragment: Json, components: Json): Json {
  const { $defs, ...rest } = fragment;
  for (const [name, definition] of Object.entries(($defs ?? {}) as Json))
    components[name] = relink(definition);
  return relink(rest) as Json;
}

function relink(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(relink);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) =>
      key === '$ref' && typeof value === 'string'
        ? [key, value.replace('#/$defs/', '#/components/schemas/')]
        : [key, relink(value)],
    ),
  );
}

function parameters(contract: Contract, components: Json): Json[] {
  const list: Json[] = [];
  for (const [where, schema] of [
    ['path', contract.params],
    ['query', contract.query],
  ] as const) {
    if (!schema) continue;
    const { properties = {}, required = [] } = hoist(jsonSchema(schema, 'input'), components) as {
      properties?: Json;
      required?: string[];
    };
    for (const [name, property] of Object.entries(properties))
      list.push({ name, in: where, required: where === 'path' || required.includes(name), schema: property });
  }
  if (contract.idempotency)
    list.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: contract.idempotency === 'required',
      schema: { type: 'string', minLength: 8, maxLength: 128 },
    });
  return list;
}

function answers(contract: Contract, components: Json): Json {
  const codes = new Map<number, ErrorCode[]>();
  const access: ErrorCode[] =
    contract.access === 'public' ? ['TOKEN_INVALID'] : ['UNAUTHENTICATED', 'TOKEN_INVALID'];
  const roles: ErrorCode[] = typeof contract.access === 'string' ? [] : ['FORBIDDEN'];
  for (const code of new Set([...contract.errors, ...access, ...roles, ...SHARED_ERRORS]))
    codes.set(ERRORS[code].status, [...(codes.get(ERRORS[code].status) ?? []), code]);
  const success: Json =
    contract.status === 204
      ? { description: '成功，没有内容' }
      : contract.binary
        ? { description: '文件', content: { '*/*': { schema: { type: 'string', format: 'binary' } } } }
        : {
            description: '成功',
            content: {
              'application/json': { schema: hoist(jsonSchema(contract.response, 'output'), components) },
            },
          };
  const problems = [...codes].map(([status, list]) => [
    String(status),
    {
      description: list.map((code) => `${code} ${ERRORS[code].title}`).join('；'),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ]);
  return Object.fromEntries([[String(contract.status), success], ...problems]) as Json;
}

/** The OpenAPI 3.1 document of these contracts: what validates requests is what is documented. */
export function openApiDocument(contracts: readonly Contract[]): Json {
  const schemas: Json = {};
  const { $defs: _unused, ...problem } = jsonSchema(problemSchema, 'output');
  schemas.Problem = problem;
  const paths: Record<string, Json> = {};
  for (const contract of contracts) {
    const path = contract.path.replace(/:(\w+)/g, '{$1}');
    const body: Json | undefined = contract.multipart
      ? {
          required: true,
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                required: ['file'],
                properties: { file: { type: 'string', format: 'binary' } },
              },
            },
          },
        }
      : contract.body && {
          required: !contract.body.safeParse(undefined).success,
          content: { 'application/json': { schema: hoist(jsonSchema(contract.body, 'input'), schemas) } },
        };
    (paths[path] ??= {})[contract.method.toLowerCase()] = {
      operationId: contract.id,
      tags: [contract.tag],
      summary: contract.summary,
      'x-access': contract.access,
      ...(contract.access === 'public' ? {} : { security: [{ bearer: [] }] }),
      parameters: parameters(contract, schemas),
      ...(body && { requestBody: body }),
      responses: answers(contract, schemas),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '网格连心 Lianxin API',
      version: '1.0.0',
      description: '居民与社区网格之间的接口。时间为 UTC；地点默认 GCJ-02，见各处 coordType。',
    },
    servers: [{ url: '/api/v1' }],
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas,
    },
    paths,
  };
}
