/** The import rule of docs/architecture.md, checked. Feature internals are reached through index.ts only. */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'shared-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(api|miniapp)/' },
    },
    { name: 'api-not-miniapp', severity: 'error', from: { path: '^api/' }, to: { path: '^miniapp/' } },
    { name: 'miniapp-not-api', severity: 'error', from: { path: '^miniapp/' }, to: { path: '^api/' } },
    {
      name: 'api-layers-do-not-reach-up',
      severity: 'error',
      comment: 'http, integrations, routing, jobs, store know nothing of features',
      from: {
        path: '^api/(http|integrations|routing|jobs|store|threads)/',
        pathNot: '\\.test\\.ts$|write-openapi\\.ts$',
      },
      to: { path: '^api/(features|demo|app\\.ts|main\\.ts)' },
    },
    {
      name: 'api-feature-through-index',
      severity: 'error',
      from: { path: '^api/features/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^api/features/([^/]+)/',
        pathNot: ['^api/features/$1/', '^api/features/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'embedded-store-stands-alone',
      severity: 'error',
      from: { path: '^api/store/embedded/', pathNot: '\\.test\\.ts$|/test/' },
      to: { path: '^(api|shared|miniapp)/', pathNot: '^api/store/embedded/' },
    },
    {
      name: 'miniapp-layers',
      severity: 'error',
      comment: 'ui, platform, client know nothing of pages, features or widgets',
      from: { path: '^miniapp/(ui|platform|client)/' },
      to: { path: '^miniapp/(pages|features|widgets)/' },
    },
    {
      name: 'miniapp-widgets',
      severity: 'error',
      from: { path: '^miniapp/widgets/' },
      to: { path: '^miniapp/(pages|features)/' },
    },
    {
      name: 'miniapp-features-apart',
      severity: 'error',
      from: { path: '^miniapp/features/([^/]+)/' },
      to: { path: '^miniapp/features/([^/]+)/', pathNot: '^miniapp/features/$1/' },
    },
    {
      name: 'taro-ui-only-in-ui',
      severity: 'error',
      from: { path: '^miniapp/', pathNot: '^miniapp/ui/' },
      to: { path: 'node_modules/taro-ui' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
