import type { UserView } from '@shared/auth/schemas';
import type { Problem } from '@shared/core/errors';
import { createUpload } from '@shared/uploads/contract';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { get, post, send } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { purgeExpiredUploads } from '../uploads';
import { drawPicture } from '../uploads/test/pictures';
import { makeMp3 } from '../uploads/test/sounds';

let app: TestApp;
let home: Community;
beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
});
afterAll(() => app.stop());

async function upload({ token }: Person, bytes: Buffer): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), 'face');
  const headers = { Authorization: `Bearer ${token}` };
  const answer = await fetch(`${app.url}/api/v1/uploads`, { method: 'POST', body: form, headers });
  return createUpload.response.parse(await answer.json()).id;
}
const change = ({ token }: Person, body: object) =>
  send<UserView & Problem>(app, 'PATCH', '/me', { token, body });
const seen = async (url: string | null) => (await fetch(`${app.url}${url}`)).status;

test('a picture is his own, by signed address only; a new one takes the old one away', async () => {
  const [one, other] = [await home.person({}), await home.person({})];
  const first = await upload(one, await drawPicture({}));
  const { status, body } = await change(one, { avatarUploadId: first });
  expect([status, body.avatarUrl?.includes(first), await seen(body.avatarUrl)]).toEqual([200, true, 200]);
  expect(await seen(`/api/v1/files/${first}`)).toBe(404);
  // Somebody else's, one in use elsewhere, spoken words, one that never was.
  const voice = await upload(one, makeMp3(3));
  for (const [person, id] of [
    [other, first],
    [one, voice],
    [one, 'f'.repeat(24)],
  ] as const)
    expect([(await change(person, { avatarUploadId: id })).body.code]).toEqual(['UPLOAD_NOT_USABLE']);
  const place = { text: '路灯坏了三天', place: home.centres[0], uploadIds: [first] };
  expect((await post<Problem>(app, '/cases', place, one.token)).body.code).toBe('UPLOAD_NOT_USABLE');
  const second = await upload(one, await drawPicture({}));
  const { body: changed } = await change(one, { avatarUploadId: second });
  expect(changed.avatarUrl).toContain(second);
  await purgeExpiredUploads(app.deps, app.deps.clock() + 1);
  expect([await seen(body.avatarUrl), await seen(changed.avatarUrl)]).toEqual([404, 200]);
  expect((await change(one, { avatarUploadId: null })).body.avatarUrl).toBeNull();
});

test('a conflict changes nothing and leaves no picture behind', async () => {
  await purgeExpiredUploads(app.deps, app.deps.clock() + 1);
  const one = await home.person({});
  const id = await upload(one, await drawPicture({}));
  const { status } = await change(one, { avatarUploadId: id, version: 77 });
  expect([status, (await get<UserView>(app, '/me', one.token)).body.avatarUrl]).toEqual([409, null]);
  expect(await purgeExpiredUploads(app.deps, app.deps.clock() + 1)).toMatchObject({ removed: 1 });
});

test('a name that nobody should be called by is refused at its field', async () => {
  const one = await home.person({});
  const { status, body } = await change(one, { nickname: '王八蛋' });
  expect([status, body.errors?.[0]?.path]).toEqual([400, 'nickname']);
});

test('a number is bound by its code, once, and not over another person’s', async () => {
  const [one, other] = [await home.person({}), await home.person({})];
  const phone = '13977001234';
  const codeOf = async () =>
    (await post<{ demoCode: string }>(app, '/auth/phone/code', { phone })).body.demoCode;
  const bind = (person: Person, code: string) =>
    post<UserView & Problem>(app, '/me/phone', { phone, code }, person.token);
  const code = await codeOf();
  expect((await bind(one, code === '000000' ? '000001' : '000000')).body.code).toBe('CODE_INVALID');
  expect((await bind(one, code)).body.phoneMasked).toBe('139****1234');
  expect((await bind(one, code)).body.code).toBe('CODE_INVALID');
  expect((await bind(other, await codeOf())).body.code).toBe('ALREADY_DONE');
});
