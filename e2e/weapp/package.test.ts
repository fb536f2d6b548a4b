import { parse } from 'acorn';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { bootWeapp } from './harness';
import { reportPackage } from './package-report';

const dist = path.resolve(__dirname, '../../dist/weapp');
if (!existsSync(path.join(dist, 'app.json')))
  throw new Error('dist/weapp is missing: run `npm run build:weapp` first');
const { routes, bytes, scripts } = reportPackage(dist);

test('every package keeps to its budget', () => {
  console.log(
    Object.entries(bytes)
      .map(([name, size]) => `${name}: ${(size / 1024).toFixed(0)} KiB`)
      .join('\n'),
  );
  expect(bytes.main).toBeLessThan(1.2 * 1024 * 1024);
  for (const [name, size] of Object.entries(bytes)) {
    if (name !== 'main') expect({ name, fits: size < 500 * 1024 }).toEqual({ name, fits: true });
  }
});

test('every script is one that the oldest supported WeChat can parse', () => {
  expect(scripts.length).toBeGreaterThan(routes.length);
  for (const script of scripts) {
    const source = readFileSync(path.join(dist, script), 'utf8');
    expect(() => parse(source, { ecmaVersion: 2017, sourceType: 'script' })).not.toThrow();
    expect({ script, map: source.includes('sourceMappingURL') }).toEqual({ script, map: false });
  }
});

test('nothing evaluates code from text, which WeChat forbids', () => {
  for (const script of scripts) {
    const source = readFileSync(path.join(dist, script), 'utf8');
    expect({ script, evil: /\beval\(/.test(source) }).toEqual({ script, evil: false });
  }
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
