import { parse } from 'acorn';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = path.resolve(__dirname, '../../dist/h5');
const html = readFileSync(path.join(dist, 'index.html'), 'utf8');
const scripts = readdirSync(path.join(dist, 'js')).filter((file) => file.endsWith('.js'));

test('every emitted script parses as what the oldest supported browser knows', () => {
  expect(scripts.length).toBeGreaterThan(3);
  for (const script of scripts) {
    const source = readFileSync(path.join(dist, 'js', script), 'utf8');
    // Dynamic import() is the only thing newer than ES2017, and webpack replaces it: nothing newer may be left.
    expect(() => parse(source, { ecmaVersion: 2017, sourceType: 'script' })).not.toThrow();
  }
});

test('the page says its language, forbids nothing to zoom, and runs no inline script', () => {
  expect(html).toContain('lang="zh-CN"');
  expect(html).not.toMatch(/user-scalable=no|maximum-scale/);
  expect(html).not.toMatch(/<script(?![^>]*src=)/);
});

test('what the first page loads stays within the budget', () => {
  const files = [...html.matchAll(/(?:src|href)="(\/(?:js|css)\/[^"]+)"/g)].map((match) => match[1] ?? '');
  const shared = scripts.filter((file) => file.startsWith('shared.')).map((file) => `/js/${file}`);
  const bytes = [...files, ...shared].map((file) => gzipSync(readFileSync(path.join(dist, file))).length);
  const total = bytes.reduce((sum, size) => sum + size, 0);
  console.log(`H5 first page: ${(total / 1024).toFixed(0)} KiB gzip in ${bytes.length} files`);
  expect(total).toBeLessThan(260 * 1024);
});
