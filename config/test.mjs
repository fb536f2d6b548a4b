// `npm test`: everything. Static checks, unit and HTTP tests, builds, then browser and weapp-package tests.
// The last line is `N passed, N failed`: tests of Jest plus one for each check.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildChanged } from './build.mjs';
import { ensureChromium } from './ensure-chromium.mjs';
import { bin, run } from './run-step.mjs';

const scratch = mkdtempSync(path.join(tmpdir(), 'lianxin-results-'));
const failures = [];
let passed = 0;
let failed = 0;

function count(name, ok) {
  if (ok) passed += 1;
  else {
    failed += 1;
    failures.push(name);
  }
}

async function check(name, action) {
  console.log(`\n== ${name}`);
  const started = Date.now();
  let ok = false;
  try {
    ok = (await action()) === 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  console.log(`== ${name}: ${ok ? 'ok' : 'FAILED'} (${Math.round((Date.now() - started) / 1000)} s)`);
  count(name, ok);
}

async function jest(name, config, args = [], env = {}) {
  console.log(`\n== ${name}`);
  const file = path.join(scratch, `${name}.json`);
  // See api/test/test-app.ts.
  const LIANXIN_TEST_STORE = path.join(scratch, 'store.mdb');
  const words = ['-c', config, '--json', `--outputFile=${file}`, '--silent', ...args];
  await run(bin('jest'), words, { LIANXIN_TEST_STORE, ...env });
  try {
    const results = JSON.parse(readFileSync(file, 'utf8'));
    passed += results.numPassedTests;
    failed += results.numFailedTests + results.numRuntimeErrorTestSuites;
    if (!results.success) failures.push(name);
    if (results.numTotalTests === 0) count(`${name}: ran no test`, false);
  } catch {
    count(`${name}: no results`, false);
  }
}

const chromium = ensureChromium();
// Lint takes as long as all the others together: beside them.
await Promise.all([
  check('lint', () => run(bin('eslint'), ['-c', 'config/eslint.config.mjs', '--max-warnings', '0', '.'])),
  (async () => {
    await check('format', () => run(bin('prettier'), ['--check', '--log-level', 'warn', '.']));
    await check('types', () => run(bin('tsc'), ['--noEmit', '-p', '.']));
    await check('import rules', () =>
      run(bin('depcruise'), ['--config', 'config/dependency-cruiser.cjs', 'api', 'shared', 'miniapp']),
    );
    await check('openapi document is current', () =>
      run(bin('tsx'), ['api/http/write-openapi.ts', '--check']),
    );
    await check('builds', async () => {
      await buildChanged();
      return 0;
    });
  })(),
]);
// Two at a time also on two cores: most of a test's time is the disk's. Alone those that look at the clock.
const TIMED =
  '(hostile-input|loop-delay|create-category-suggester|create-emergency-matcher|process-image|word-list)\\.test';
await jest('unit-and-http', 'config/jest.config.cjs', ['--maxWorkers=2', '--testPathIgnorePatterns', TIMED]);
await jest('timed', 'config/jest.config.cjs', ['--runInBand', '--testPathPatterns', TIMED]);
await check('a Chromium for the browser tests', () => Promise.resolve(chromium ? 0 : 1));
await jest('e2e', 'config/jest.e2e.config.cjs', [], { CHROMIUM_PATH: chromium ?? '' });

rmSync(scratch, { recursive: true, force: true });
if (failures.length > 0) console.log(`\nfailed: ${failures.join(', ')}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
