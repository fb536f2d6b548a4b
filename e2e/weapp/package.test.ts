import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'acorn';
import { subpackages } from '@miniapp/subpackages';
import { bootWeapp } from './harness';
import { readableReport, reportPackage } from './package-report';
import { usesOf } from './script-uses';

const dist = path.resolve(__dirname, '../../dist/weapp');
if (!existsSync(path.join(dist, 'app.json')))
  throw new Error('dist/weapp is missing: run `npm run build:weapp` first');
const report = reportPackage(dist);
const { routes, bytes, files, scripts } = report;
const read = (file: string) => readFileSync(path.join(dist, file), 'utf8');
const app = JSON.parse(read('app.json')) as Record<string, unknown> & {
  subPackages: { root: string; pages: string[] }[];
  preloadRule: Record<string, { packages: string[] }>;
  themeLocation: string;
};

/** Bytes, of QUALITY.md; WeChat itself takes 2 MB each and 20 MB in all. */
const MOST = { main: 900_000, subpackage: 500_000, all: 20_000_000 };

test('every package keeps to its budget', () => {
  console.log(readableReport(report));
  const tooHeavy = Object.entries(bytes).filter(
    ([name, size]) => size > (name === 'main' ? MOST.main : MOST.subpackage),
  );
  expect(tooHeavy).toEqual([]);
  expect(Object.values(bytes).reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST.all);
});

test('every page of subpackages.ts is there, with its script, template and configuration', () => {
  const wanted = Object.entries(subpackages).flatMap(([feature, pages]) =>
    pages.map((page) => `features/${feature}/${page}`),
  );
  expect(routes.filter((route) => route.startsWith('features/')).sort()).toEqual(wanted.sort());
  const missing = routes.flatMap((route) =>
    ['js', 'json', 'wxml'].map((ending) => `${route}.${ending}`).filter((file) => !files.includes(file)),
  );
  expect(missing).toEqual([]);
});

test('every script is one that base library 2.25 can parse, on the oldest systems WeChat 8 runs on', () => {
  // ES2017, regular expressions included (no look-behind, no \\p{…}): iOS 10 and Android's XWeb of that time.
  expect(scripts.length).toBeGreaterThan(routes.length);
  for (const script of scripts) {
    const source = read(script);
    expect(() => parse(source, { ecmaVersion: 2017, sourceType: 'script' })).not.toThrow();
  }
  // WXS is ES5 with modules as CommonJS.
  for (const script of files.filter((file) => file.endsWith('.wxs')))
    expect(() => parse(read(script), { ecmaVersion: 5, sourceType: 'script' })).not.toThrow();
});

test('no script calls what those systems do not have', () => {
  // iOS 12 knows none of these; WeChat adds none of them.
  const unknown = new Set(
    [
      'at',
      'matchAll',
      'replaceAll',
      'findLast',
      'findLastIndex',
      'toSorted',
      'toReversed',
      'toSpliced',
    ].concat(['hasOwn', 'allSettled', 'structuredClone', 'randomUUID', 'groupBy', 'withResolvers']),
  );
  const found = scripts.flatMap((script) =>
    [...usesOf(read(script)).calls].filter((name) => unknown.has(name)).map((name) => [script, name]),
  );
  expect(found).toEqual([]);
});

test('nothing makes code of text, which WeChat forbids', () => {
  const found = scripts.flatMap((script) => usesOf(read(script)).evaluations.map((way) => [script, way]));
  expect(found).toEqual([]);
});

test('what people write can only be shown as text: no template has a component that reads markup or opens a page', () => {
  const templates = files.filter((name) => name.endsWith('.wxml'));
  expect(templates.filter((file) => read(file).includes('<text'))).not.toEqual([]);
  expect(templates.filter((file) => /<(?:rich-text|web-view|editor)\b/.test(read(file)))).toEqual([]);
});

test('no source maps, no tests, nothing that belongs to the builder', () => {
  expect(files.filter((file) => /\.map$|\.tsx?$|\.test\.|LICENSE\.txt$/.test(file))).toEqual([]);
  expect(scripts.filter((script) => read(script).includes('sourceMappingURL'))).toEqual([]);
});

test('every JSON file can be read, every template finds what it includes', () => {
  for (const file of files.filter((name) => name.endsWith('.json')))
    expect(() => void JSON.parse(read(file))).not.toThrow();
  const lost = files
    .filter((name) => name.endsWith('.wxml'))
    .flatMap((file) =>
      [...read(file).matchAll(/<(?:import|include|wxs)[^>]*\ssrc="([^"]+)"/g)].flatMap(([, src = '']) => {
        const target = src.startsWith('/') ? src.slice(1) : path.posix.join(path.posix.dirname(file), src);
        return files.includes(target) ? [] : [[file, src]];
      }),
    );
  expect(lost).toEqual([]);
});

test('start-up, privacy and appearance are configured as WeChat asks', () => {
  expect(app).toMatchObject({
    lazyCodeLoading: 'requiredComponents',
    __usePrivacyCheck__: true,
    darkmode: true,
    permission: { 'scope.userLocation': { desc: expect.stringMatching(/^.{4,30}$/) as string } },
  });
  expect(files).toContain(app.themeLocation);
  // Every colour that WeChat's own bars are told by name is there for day and night; the pages' own follow the phone.
  const theme = JSON.parse(read(app.themeLocation)) as Record<string, object>;
  expect(Object.keys(theme)).toEqual(['light', 'dark']);
  const named = [...JSON.stringify(app).matchAll(/"@(\w+)"/g)].map(([, name]) => name as string);
  expect(named.length).toBeGreaterThan(0);
  for (const mode of Object.values(theme)) expect(named.filter((name) => !(name in mode))).toEqual([]);
  const styles = files.filter((file) => file.endsWith('.wxss'));
  expect(styles.filter((file) => /\(prefers-color-scheme: ?dark\)/.test(read(file)))).not.toEqual([]);
  const roots = app.subPackages.map(({ root }) => root);
  for (const [page, { packages }] of Object.entries(app.preloadRule)) {
    expect(routes).toContain(page);
    expect(packages.filter((name) => !roots.includes(name))).toEqual([]);
    // WeChat: 2 MB of preloaded packages for a page.
    expect(packages.reduce((sum, name) => sum + (bytes[name] ?? 0), 0)).toBeLessThan(2_000_000);
  }
  expect(Object.keys(app.preloadRule).length).toBeGreaterThan(0);
});

describe('in a stub runtime', () => {
  const errors: unknown[] = [];
  beforeAll(() => {
    jest.spyOn(console, 'error').mockImplementation((...args: unknown[]) => void errors.push(args));
  });
  afterAll(() => jest.restoreAllMocks());

  test.each(routes)('%s mounts and shows something', async (route) => {
    // A closed port: the page must stand without an answer.
    const weapp = bootWeapp({ dist, apiBase: 'http://127.0.0.1:9/api/v1' });
    const page = weapp.openPage(route, { id: '000000000000000000000000' });
    await page.waitFor('', 3000);
    expect(page.texts().length).toBeGreaterThan(0);
    expect(errors).toEqual([]);
  });
});
