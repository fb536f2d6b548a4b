// Builds what changed since the last build: the API bundle, the H5 portal, the weapp package.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bin, run } from './run-step.mjs';
import { writeServiceWorker } from './write-service-worker.mjs';

const STAMPS = 'node_modules/.cache/lianxin-build.json';

function hashOf(inputs) {
  const hash = createHash('sha256');
  const visit = (file) => {
    if (!existsSync(file)) return;
    if (statSync(file).isDirectory()) {
      for (const name of readdirSync(file).sort()) visit(path.join(file, name));
    } else if (!/\.test\.tsx?$/.test(file))
      hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  };
  inputs.forEach(visit);
  return hash.digest('hex');
}

const CLIENT = [
  'miniapp',
  'shared',
  'config',
  'package-lock.json',
  '.babelrc.json',
  'project.config.json',
  'tsconfig.json',
];
const PARTS = [
  {
    name: 'api',
    inputs: ['api', 'shared', 'config/build-api.mjs', 'package-lock.json', 'tsconfig.json'],
    output: 'dist/api/main.js',
    build: () => run(process.execPath, ['config/build-api.mjs']),
  },
  {
    name: 'h5',
    inputs: CLIENT,
    output: 'dist/h5/index.html',
    build: async () => {
      const code = await run(bin('taro'), ['build', '--type', 'h5'], { NODE_ENV: 'production' });
      if (code === 0) writeServiceWorker('dist/h5');
      return code;
    },
  },
  {
    name: 'weapp',
    inputs: CLIENT,
    output: 'dist/weapp/app.js',
    build: () => run(bin('taro'), ['build', '--type', 'weapp'], { NODE_ENV: 'production' }),
  },
];

const readStamps = () => (existsSync(STAMPS) ? JSON.parse(readFileSync(STAMPS, 'utf8')) : {});
const apiBase = process.env.TARO_APP_API_BASE ?? '';

/** @param {string[]} only names of parts; all when empty */
export async function buildChanged(only = []) {
  for (const { name, inputs, output, build } of PARTS) {
    if (only.length > 0 && !only.includes(name)) continue;
    const stamp = `${hashOf(inputs)} ${apiBase}`;
    if (readStamps()[name] === stamp && existsSync(output)) continue;
    console.log(`building ${name} …`);
    const code = await build();
    if (code !== 0 || !existsSync(output)) throw new Error(`building ${name} failed`);
    mkdirSync(path.dirname(STAMPS), { recursive: true });
    writeFileSync(STAMPS, JSON.stringify({ ...readStamps(), [name]: stamp }));
  }
}

if (import.meta.url === `file://${process.argv[1]}`) await buildChanged(process.argv.slice(2));
