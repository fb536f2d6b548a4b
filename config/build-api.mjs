// Bundles the API and the embedded store's worker into dist/api; packages stay outside, they come from node_modules.
import { build } from 'esbuild';

await build({
  entryPoints: {
    main: 'api/main.ts',
    'store-worker': 'api/store/embedded/worker.ts',
    'map-worker': 'api/features/opinions/map-worker.ts',
    'import-worker': 'api/features/area-import/import-worker.ts',
    'table-worker': 'api/integrations/spreadsheet/table-worker.ts',
    'print-worker': 'api/features/prints/print-worker.ts',
  },
  outdir: 'dist/api',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  packages: 'external',
  sourcemap: true,
  tsconfig: 'tsconfig.json',
  logLevel: 'warning',
});
