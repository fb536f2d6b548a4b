import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export { answerTasks } from './tasks';
export { createThread, type Thread } from './thread';

const compiled = new Map<string, string>();

/**
 * The file to start a thread from: the built one beside the bundle, or (under Jest and tsx) one compiled here and now.
 * @param folder of the source, which is the bundle's own when built
 * @param name of the source without `.ts`, and of its entry in config/build-api.mjs
 */
export function workerFile(folder: string, name: string): string {
  const built = join(folder, `${name}.js`);
  if (existsSync(built)) return built;
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const root = join(__dirname, '../..');
  const cache = join(root, 'node_modules', '.cache', name);
  mkdirSync(cache, { recursive: true });
  const file = join(cache, `worker-${process.pid}.js`);
  const { buildSync } = createRequire(join(root, 'package.json'))('esbuild') as {
    buildSync: (options: object) => void;
  };
  buildSync({
    entryPoints: [join(folder, `${name}.ts`)],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
  compiled.set(name, file);
  return file;
}
