// Makes dist/h5/sw.js: the service worker with the list of files of this very build.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** @param {string} dist folder of the built portal */
export function writeServiceWorker(dist) {
  const html = readFileSync(path.join(dist, 'index.html'), 'utf8');
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => /^(js|css)\/.+\.(js|css)$/.test(file) && statSync(path.join(dist, file)).isFile())
    .map((file) => `/${file}`)
    .sort();
  const first = files.filter((file) => html.includes(file) || /^\/js\/shared\./.test(file));
  const rest = files.filter((file) => !first.includes(file));
  const version = createHash('sha256').update(html).update(files.join('\n')).digest('hex').slice(0, 12);
  const source = readFileSync(new URL('service-worker.js', import.meta.url), 'utf8')
    .replace('+ __VERSION__', `+ ${JSON.stringify(version)}`)
    .replace('= __SHELL__', `= ${JSON.stringify(['/', '/app-config.js', '/favicon.svg', ...first])}`)
    .replace('= __REST__', `= ${JSON.stringify(rest)}`);
  writeFileSync(path.join(dist, 'sw.js'), source);
}
