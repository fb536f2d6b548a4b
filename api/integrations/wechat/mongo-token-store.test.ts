import mongoose from 'mongoose';
import { createMongoTokenStore, type WechatClient } from '.';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { APP_ID, failure, startFixture, type WechatFixture } from './test/wechat-fixture';

let app: TestApp;
let wechat: WechatFixture;
let others: mongoose.Connection[];
let processes: WechatClient[];
let openid: string;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  wechat = await startFixture();
  openid = (await wechat.client.code2Session(wechat.sandbox.issueLoginCode('resident'))).openid;
  const uri = app.services.store?.uri ?? process.env.MONGODB_URI ?? '';
  const { name } = app.deps.db;
  others = await Promise.all(
    [1, 2, 3].map(() => mongoose.createConnection(uri, { dbName: name }).asPromise()),
  );
  // What three API processes have of their own: connection, store, client.
  processes = others.map((db) => wechat.newClient({ tokenStore: storeOver(db) }));
});
afterEach(async () => {
  await app.deps.db.collection('wechatTokens').deleteMany({});
  await Promise.all(others.map((db) => db.close()));
  await wechat.sandbox.stop();
});

const storeOver = (db: mongoose.Connection) =>
  createMongoTokenStore({ db, appId: APP_ID, seal: app.deps.fieldCrypto, now: () => wechat.now() });
const PATH = '/wxa/msg_sec_check';
const check = (client: WechatClient) => client.msgSecCheck({ openid, scene: 'forum', content: '路灯不亮' });
const everyProcess = (times: number) =>
  Promise.all(processes.flatMap((client) => Array.from({ length: times }, () => check(client))));

test('three processes with twenty calls each fetch one token; it is stored sealed', async () => {
  await everyProcess(20);
  expect([wechat.attempts('stableToken'), wechat.attempts('msgSecCheck')]).toEqual([1, 60]);
  const stored = await app.deps.db.collection('wechatTokens').find().toArray();
  const token = (await storeOver(app.deps.db).read())?.token ?? '';
  expect(token.length).toBeGreaterThan(100);
  expect(JSON.stringify(stored)).not.toContain(token);
});

test('in its last five minutes one of them fetches the successor for all', async () => {
  await everyProcess(1);
  wechat.advance(116 * 60_000);
  await everyProcess(20);
  expect(wechat.attempts('stableToken')).toBe(2);
});

test('a token that WeChat ended is replaced once for all, without force', async () => {
  await everyProcess(1);
  wechat.sandbox.revokeTokens();
  await everyProcess(10);
  expect(wechat.attempts('stableToken')).toBe(2);
  expect((await storeOver(app.deps.db).read())?.forcedAt).toEqual([]);
});

test('forced refreshes keep 30 s apart over processes: the second is refused without asking WeChat', async () => {
  const [one, two] = processes;
  if (!one || !two) throw new Error('three processes');
  await everyProcess(1);
  wechat.sandbox.script({ path: PATH, times: 1, errcode: 40001 });
  await check(one);
  const before = wechat.attempts('stableToken');
  // The other one still holds the old token; what it finds in the store is refused, too.
  wechat.sandbox.script({ path: PATH, times: 2, errcode: 42001 });
  expect(await failure(check(two))).toMatchObject({ code: 'TOKEN_REJECTED' });
  expect(wechat.attempts('stableToken')).toBe(before);
});

test('who died while fetching is waited for no longer than his lease', async () => {
  const [db] = others;
  if (!db) throw new Error('three processes');
  let killed: (reason: Error) => void = () => undefined;
  const dead = storeOver(db).alone(() => new Promise((_, reject) => (killed = reject)));
  await new Promise((resolve) => setTimeout(resolve, 50));
  const waiting = everyProcess(1);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(wechat.attempts('stableToken')).toBe(0);
  wechat.advance(21_000);
  await waiting;
  expect(wechat.attempts('stableToken')).toBe(1);
  killed(new Error('late'));
  await expect(dead).rejects.toThrow('late');
});
