import type { CaseView } from '@shared/cases/schemas';
import type { Problem } from '@shared/core/errors';
import { createUpload, type UploadView } from '@shared/uploads/contract';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { act, get, post } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { makeMp3 } from '../uploads/test/sounds';

let app: TestApp;
let home: Community;
let resident: Person;
let worker: Person;
beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  resident = await home.person({ homeGrid: home.grids[0] });
  worker = await home.person({ role: 'grid_worker', area: home.grids[0], post: 'grid_worker' });
});
afterAll(() => app.stop());

async function speak(person: Person): Promise<UploadView> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(makeMp3(9))]), 'note.mp3');
  const answer = await fetch(`${app.url}/api/v1${createUpload.path}`, {
    method: 'POST',
    body: form,
    headers: { Authorization: `Bearer ${person.token}` },
  });
  expect(answer.status).toBe(201);
  return createUpload.response.parse(await answer.json());
}
const report = (extra: object) =>
  post<CaseView>(
    app,
    '/cases',
    { text: '楼下的路灯不亮了，晚上看不清路', place: home.centres[0], visibility: 'public', ...extra },
    resident.token,
  );
const kinds = ({ photos }: CaseView) => photos.map(({ kind, seconds }) => [kind, seconds]);

test('spoken words of a public report are heard by its reporter and who handles it, never by the public', async () => {
  const note = await speak(resident);
  expect(note).toMatchObject({ kind: 'audio', seconds: 9, thumbUrl: null, width: null, height: null });
  const { status, body: made } = await report({ uploadIds: [note.id] });
  expect([status, made.visibility, kinds(made)]).toEqual([201, 'public', [['audio', 9]]]);
  const read = (token?: string) => get<CaseView>(app, `/cases/${made.id}`, token);
  expect(kinds((await read(worker.token)).body)).toEqual([['audio', 9]]);
  expect((await read(worker.token)).body.timeline[0]?.photos).toHaveLength(1);
  const other = await home.person({});
  for (const token of [undefined, other.token]) {
    const { body } = await read(token);
    expect([body.photos, body.timeline.flatMap(({ photos }) => photos)]).toEqual([[], []]);
  }
  const open = (url: string) => fetch(url.startsWith('/') ? app.url + url : url);
  expect((await open(`/api/v1/files/${note.id}`)).status).toBe(404);
  const heard = await open((await read(worker.token)).body.photos[0]?.url ?? '');
  expect([heard.status, heard.headers.get('Content-Type'), heard.headers.get('Cache-Control')]).toEqual([
    200,
    'audio/mpeg',
    'private, max-age=3600',
  ]);
});

test('a supplement may be spoken; an answer with its photos may not', async () => {
  const { body: made } = await report({});
  const said = await act(app, resident.token, made.id, 'supplement', {
    uploadIds: [(await speak(resident)).id],
  });
  expect([said.status, kinds(said.body)]).toEqual([200, [['audio', 9]]]);
  await act(app, worker.token, made.id, 'accept');
  await act(app, worker.token, made.id, 'takeUp');
  const { id } = await speak(worker);
  const refused = await act(app, worker.token, made.id, 'progress', { text: '在修', uploadIds: [id] });
  expect([refused.status, (refused.body as unknown as Problem).errors?.[0]]).toMatchObject([
    400,
    { path: 'uploadIds.0', message: '这里不能附录音，请写文字或附照片' },
  ]);
});
