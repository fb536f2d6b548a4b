import type { ActorName, World } from './world';

type Expected = Record<ActorName, number>;
type Probe = (actor: ActorName) => Promise<{ status: number }>;

/** What the matrix is written with. */
interface Tools {
  read: (path: () => string) => Probe;
  write: (method: string, path: () => string, body: (actor: ActorName) => unknown) => Probe;
  all: (status: number) => Expected;
  but: (status: number, others: Partial<Expected>) => Expected;
  world: () => World;
}

/** Rows of routing rules, modes and the preview: admins and supervisors, each for his own area. */
export function routingRows({
  read,
  write,
  all,
  but,
  world,
}: Tools): Record<string, [string, Expected, Probe][]> {
  const onlyAdmin = but(403, { anonymous: 401, admin: 200 });
  const ruleReaders = but(403, { anonymous: 401, admin: 200, supervisor: 200 });
  const onlyForbidden = but(403, { anonymous: 401 });
  return {
    previewRouting: [
      [
        '',
        all(200),
        write(
          'POST',
          () => '/cases/preview-routing',
          () => ({ text: '路灯坏了', place: world().home.centres[0] }),
        ),
      ],
    ],
    // The supervisor of the district has no say in the city's.
    getRoutingRules: [
      ['', ruleReaders, read(() => '/admin/routing-rules')],
      ['of the city', onlyAdmin, read(() => `/admin/routing-rules?area=${world().home.city}`)],
      ['elsewhere', onlyForbidden, read(() => `/admin/routing-rules?area=${world().away.city}`)],
    ],
    setRoutingRules: [
      [
        'elsewhere',
        onlyForbidden,
        write(
          'PUT',
          () => `/admin/routing-rules?area=${world().away.city}`,
          () => ({ version: 0, rules: [] }),
        ),
      ],
      [
        '',
        onlyAdmin,
        write(
          'PUT',
          () => '/admin/routing-rules',
          () => ({ version: 0, rules: [] }),
        ),
      ],
    ],
    listRoutingRuleVersions: [['', ruleReaders, read(() => '/admin/routing-rules/versions')]],
    dryRunRoutingRules: [
      [
        '',
        onlyAdmin,
        write(
          'POST',
          () => '/admin/routing-rules/dry-run',
          () => ({ rules: [] }),
        ),
      ],
      [
        'elsewhere',
        onlyForbidden,
        write(
          'POST',
          () => '/admin/routing-rules/dry-run',
          () => ({ area: world().away.city, rules: [] }),
        ),
      ],
    ],
    getAreaMode: [
      ['', ruleReaders, read(() => `/admin/areas/${world().home.grids[0]}/mode`)],
      ['elsewhere', onlyForbidden, read(() => `/admin/areas/${world().away.city}/mode`)],
    ],
    setAreaMode: [
      [
        '',
        ruleReaders,
        write(
          'PUT',
          () => `/admin/areas/${world().home.grids[0]}/mode`,
          () => ({ mode: 'normal', reason: '恢复平时' }),
        ),
      ],
      [
        'elsewhere',
        onlyForbidden,
        write(
          'PUT',
          () => `/admin/areas/${world().away.city}/mode`,
          () => ({ mode: 'normal', reason: '恢复平时' }),
        ),
      ],
    ],
    listAreaModes: [['', ruleReaders, read(() => '/admin/area-modes')]],
  };
}

/** Rows of the audit log, which admins alone read. */
export function auditRows({ read, but }: Pick<Tools, 'read' | 'but'>): ReturnType<typeof routingRows> {
  const onlyAdmin = but(403, { anonymous: 401, admin: 200 });
  const chain = '/admin/audit/chains/20260101-0123456789abcdef/check';
  return {
    listAudit: [['', onlyAdmin, read(() => '/admin/audit')]],
    listAuditChains: [['', onlyAdmin, read(() => '/admin/audit/chains')]],
    checkAuditChain: [['none there', but(403, { anonymous: 401, admin: 404 }), read(() => chain)]],
  };
}
