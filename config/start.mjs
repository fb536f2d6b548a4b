// `npm start`: builds what changed, then runs API, portal and embedded store in this one process.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { buildChanged } from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
await buildChanged();
createRequire(import.meta.url)(path.join(root, 'dist/api/main.js'));
