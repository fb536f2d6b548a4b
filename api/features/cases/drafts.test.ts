import { randomUUID } from 'node:crypto';
import type { CaseView } from '@shared/cases/schemas';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { send } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { casesOf } from './case.model';

let app: TestApp;
let home: Community;
let resident: Person;
beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  resident = await home.person({ homeGrid: home.grids[0] });
});
afterAll(() => app.stop());

const DRAFT = 'mabc1234-0123456789abcdefghij';
const file = (person: Person, extra: object = {}) =>
  send<CaseView>(app, 'POST', '/cases', {
    token: person.token,
    headers: { 'Idempotency-Key': randomUUID() },
    body: { text: '楼下的路灯不亮了', place: home.centres[0], draftId: DRAFT, ...extra },
  });
const filed = ({ id: reporterId }: Person) => casesOf(app.deps.db).countDocuments({ reporterId });

test('a draft sent again after its key is forgotten, or from another tab at once, is one case', async () => {
  const answers = await Promise.all([file(resident), file(resident), file(resident)]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  // Under a key nobody remembers, with other words in between.
  const late = await file(resident, { text: '楼下的路灯还是不亮' });
  expect(late.body.text).toBe('楼下的路灯不亮了');
  expect(new Set([...answers, late].map(({ body }) => body.id)).size).toBe(1);
  expect(await filed(resident)).toBe(1);
  const next = await file(resident, { draftId: `${DRAFT}2` });
  expect([next.status, await filed(resident)]).toEqual([201, 2]);
});

test('the same number on another person’s phone is another draft; nothing of it is answered', async () => {
  const other = await home.person({ homeGrid: home.grids[0] });
  const { body } = await file(other);
  expect(await filed(other)).toBe(1);
  expect(JSON.stringify(body)).not.toContain(DRAFT);
  expect((await file(other, { draftId: 'x y' })).status).toBe(400);
});
