import { createHash } from 'node:crypto';
import { createWorkCalendar } from '@api/features/calendar';
import { catalogueSchema } from '@api/features/categories';
import { createFieldCrypto } from '@api/store/field-crypto';
import { gridScripts, higherScripts } from './cases/scripts';
import type { Album } from './cases/take-photo';
import { createWorld } from './cases/world';
import { writeCases } from './cases/write-cases';
import { buildAreas } from './city/build-areas';
import { buildPeople } from './city/build-people';
import { type PhotoName } from './photos/draw-photos';
import { SCENES } from './photos/scenes';
import categories from './source/categories.json';

const NOW = Date.parse('2026-11-23T02:00:00Z');
const album: Album = new Map(
  Object.keys(SCENES).flatMap((scene) =>
    (['before', 'after'] as const).map((stage) => [
      `${scene}-${stage}` as PhotoName,
      { key: `demo/${scene}-${stage}`, thumbKey: 'demo/thumb', width: 640, height: 480, bytes: 1 },
    ]),
  ),
);
const parsed = catalogueSchema.parse(categories);
const departments = new Map(parsed.departments.map((department) => [department.id, department]));
const codes = new Map(parsed.categories.map((entry) => [entry.code, entry]));

async function hashOfCity(nowMs: number): Promise<string> {
  const areas = buildAreas();
  const { users, posts } = buildPeople(
    areas,
    createFieldCrypto('a key for nothing but this very test'),
    nowMs,
  );
  const catalogue = {
    version: parsed.version,
    byCode: codes,
    groupName: (code: string) => code,
    departments,
  };
  const world = createWorld({ areas, users, posts, catalogue, calendar: createWorkCalendar([]) });
  const city = await writeCases(world, album, nowMs, 150);
  // What is sealed has a random vector; everything else must come out the same.
  const people = [...users, ...posts].map((person) => ({ ...person, phoneSealed: null }));
  return createHash('sha256')
    .update(JSON.stringify([areas, people, city]))
    .digest('hex');
}

test('the same clock makes the same city, another clock another', async () => {
  const first = await hashOfCity(NOW);
  expect(await hashOfCity(NOW)).toBe(first);
  expect(await hashOfCity(NOW + 3_600_000)).not.toBe(first);
});

test.each(['2026-10-04T16:30:00Z', '2027-02-17T04:00:00Z', '2026-12-31T15:59:00Z'])(
  'it can be made at night, on holidays and at the turn of the year: %s',
  async (now) => {
    expect(await hashOfCity(Date.parse(now))).toHaveLength(64);
  },
);

test('at least 150 things residents say, of known categories, with the photos and answers these ask for', () => {
  const scripts = [...gridScripts, ...higherScripts];
  expect(scripts.flatMap(({ texts }) => texts).length).toBeGreaterThanOrEqual(150);
  for (const { code, texts, scene, answers } of scripts) {
    const entry = codes.get(code);
    if (!entry) throw new Error(`unknown category ${code}`);
    if (entry.requiresAfterPhoto && entry.level === 'grid') expect([code, scene]).not.toContain(undefined);
    for (const text of texts) {
      const given = typeof answers === 'function' ? answers(text) : (answers ?? {});
      for (const question of entry.questions.filter(({ required }) => required))
        expect([code, question.code, given[question.code] !== undefined]).toEqual([
          code,
          question.code,
          true,
        ]);
    }
  }
});
