import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEMO_PLACE } from '@api/demo';
import { makeMovie } from '@api/features/uploads/test/movies';
import { makeMp3 } from '@api/features/uploads/test/sounds';
import type { LocateResult } from '@shared/areas/schemas';
import type { Session } from '@shared/auth/schemas';
import type { CaseView } from '@shared/cases/schemas';
import { wgs84ToGcj02 } from '@shared/geo';
import { City } from '../support/city';
import { drawPhoto } from '../support/photo';
import { startProduct, type RunningProduct } from '../support/server';
import { bootWeapp, type Weapp, type WeappOptions, type WeappPage } from './harness';

const dist = path.resolve(__dirname, '../../dist/weapp');
const REPORT = 'features/cases/pages/report/index';
const SAYS = '一句话就行，如：3 栋楼下路灯三天不亮了';
const WAIT_MS = 15_000;
const here = wgs84ToGcj02(DEMO_PLACE);
let product: RunningProduct;
let resident: Session;
let folder: string;
beforeAll(async () => {
  product = await startProduct();
  resident = await new City(product.url).signIn('resident');
  folder = mkdtempSync(path.join(tmpdir(), 'lianxin-device-'));
});
afterAll(async () => {
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
});

function boot(options: Partial<WeappOptions> = {}, session: Session | null = resident): Weapp {
  const storage = session ? { 'lx.session': { ...session, expired: false } } : {};
  const weapp = bootWeapp({ dist, apiBase: `${product.url}/api/v1`, storage, ...options });
  weapp.device.location = { longitude: here.lng, latitude: here.lat, accuracy: 10 };
  return weapp;
}
async function until(done: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + WAIT_MS;
  while (!(await done())) {
    if (Date.now() > end) throw new Error(`it did not come to: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
async function openReport(weapp: Weapp): Promise<WeappPage> {
  const form = weapp.openPage(REPORT);
  await form.waitFor('什么事', WAIT_MS);
  return form;
}
const submitted = async (weapp: Weapp, form: WeappPage): Promise<CaseView> => {
  form.tap('提交');
  await until(() => weapp.currentPage().route.includes('receipt'), 'the receipt');
  const mine = await fetch(`${product.url}/api/v1/me/cases?limit=1`, {
    headers: { Authorization: `Bearer ${resident.accessToken}` },
  });
  const { items } = (await mine.json()) as { items: CaseView[] };
  return (await (
    await fetch(`${product.url}/api/v1/cases/${items[0]?.id}`, {
      headers: { Authorization: `Bearer ${resident.accessToken}` },
    })
  ).json()) as CaseView;
};

test('spoken words: recorded, heard, sent with the report; WeChat taps the hand when it is done', async () => {
  const file = path.join(folder, 'note.mp3');
  writeFileSync(file, makeMp3(5));
  const weapp = boot();
  weapp.device.spoken = { tempFilePath: file, duration: 5000 };
  const form = await openReport(weapp);
  form.tap('按一下，开始说话');
  await form.waitFor('说完了', WAIT_MS);
  form.tap('说完了');
  await form.waitFor('已传好', WAIT_MS);
  form.tap('播放我说的话，5 秒');
  await until(() => weapp.device.played.length === 1, 'it plays');
  expect(weapp.device.played).toEqual([file]);
  form.input(SAYS, '楼下路灯不亮了，详细的我说给您听');
  const made = await submitted(weapp, form);
  expect(made.photos.map(({ kind, seconds }) => [kind, seconds])).toEqual([['audio', 5]]);
  expect(weapp.device.taps).toBeGreaterThan(0);
});

test('a film: too long is said at once, half a minute goes with the report and waits for a person to judge it', async () => {
  const file = path.join(folder, 'film.mp4');
  const bytes = makeMovie({ seconds: 20 });
  writeFileSync(file, bytes);
  const weapp = boot();
  const film = { tempFilePath: file, size: bytes.length, fileType: 'video' as const, duration: 45 };
  weapp.device.photos = [film];
  const form = await openReport(weapp);
  form.tap('拍照或选图');
  await form.waitFor('视频最长 30 秒，这一段有 45 秒', WAIT_MS);
  weapp.device.photos = [{ ...film, duration: 20 }];
  form.tap('拍照或选图');
  const arrived = () =>
    weapp.requests.some(
      ({ method, url, status }) => method === 'POST' && /uploads$/.test(url) && status === 201,
    );
  await until(arrived, 'the film is there');
  form.input(SAYS, '路灯一闪一闪，我拍下来了');
  const made = await submitted(weapp, form);
  expect(made.photos.map(({ kind, review }) => [kind, review])).toEqual([['video', 'pending']]);
});

test('the microphone refused: said in words, everything else goes on', async () => {
  const weapp = boot();
  const form = await openReport(weapp);
  form.tap('按一下，开始说话');
  await form.waitFor('没有得到麦克风权限', WAIT_MS);
  form.input(SAYS, '没有麦克风也能报的路灯');
  expect((await submitted(weapp, form)).text).toBe('没有麦克风也能报的路灯');
});

test('the position refused: the code on the building fills place and address', async () => {
  const { grid } = (await (
    await fetch(`${product.url}/api/v1/areas/locate?lng=${here.lng}&lat=${here.lat}`)
  ).json()) as LocateResult;
  const tree = (await (await fetch(`${product.url}/api/v1/areas?parent=${grid?.code}`)).json()) as {
    items: { code: string }[];
  };
  const code = tree.items[0]?.code ?? grid?.code ?? '';
  const found = (await (await fetch(`${product.url}/api/v1/address-codes/${code}`)).json()) as {
    place: { lng: number; lat: number };
  };
  const weapp = boot();
  weapp.device.location = undefined;
  const form = await openReport(weapp);
  await form.waitFor('没有位置权限，不要紧', WAIT_MS);
  weapp.device.scanned = 'https://example.test/not-ours';
  form.tap('扫门牌码');
  await form.waitFor('这不是门牌或楼栋的二维码', WAIT_MS);
  weapp.device.scanned = `https://wg.example.test/features/areas/pages/code/index?c=${code}`;
  form.tap('扫门牌码');
  await form.waitFor('图钉所指就是事发地点', WAIT_MS);
  form.input(SAYS, '扫码报的楼道灯');
  const made = await submitted(weapp, form);
  expect(made.place?.lng).toBeCloseTo(found.place.lng, 4);
  expect(made.place?.lat).toBeCloseTo(found.place.lat, 4);
});

test('WeChat’s question about the privacy guide: our sheet; no leaves everything usable, yes goes on', async () => {
  const weapp = boot({}, null);
  const home = weapp.openPage('pages/home/index');
  await home.waitFor('报事', WAIT_MS);
  const answers: { event: string; buttonId?: string }[] = [];
  const ask = () =>
    weapp.emit('NeedPrivacyAuthorization', (answer: { event: string }) => void answers.push(answer), {
      referrer: 'getLocation',
    });
  ask();
  await home.waitFor('需要使用您的位置信息', WAIT_MS);
  expect(answers).toEqual([{ event: 'exposureAuthorization' }]);
  home.tap('不同意');
  await until(() => answers.length === 2, 'the refusal is told');
  expect(answers[1]).toEqual({ event: 'disagree' });
  await until(() => !home.texts().join().includes('需要使用您的位置信息'), 'the sheet is gone');
  const form = await openReport(weapp);
  form.input(SAYS, '不同意也能写');
  ask();
  await form.waitFor('需要使用您的位置信息', WAIT_MS);
  form.answer('同意并继续', 'agreeprivacyauthorization', {});
  await until(() => answers.length === 4, 'the consent is told');
  expect(answers[3]).toEqual({ event: 'agree', buttonId: 'lx-privacy-agree' });
});

test('five seconds in the background: interrupted, kept as 等待发送, sent by itself on return', async () => {
  const weapp = boot();
  const form = await openReport(weapp);
  await form.waitFor('图钉所指就是事发地点', WAIT_MS);
  form.input(SAYS, '切到后台时报的路灯');
  weapp.device.interrupted = true;
  form.tap('提交');
  await until(() => String(weapp.device.storage.get('lx.outbox')).includes('"waiting"'), 'it waits');
  weapp.device.interrupted = false;
  weapp.emit('AppShow', {});
  await until(() => weapp.device.storage.get('lx.outbox') === '[]', 'it was sent');
  const sent = weapp.requests.filter(
    ({ method, url, status }) => method === 'POST' && url.endsWith('/cases') && status === 201,
  );
  expect(sent).toHaveLength(1);
});

test('10 MB are full: said at once, and what was written can still be sent', async () => {
  const weapp = boot();
  const form = await openReport(weapp);
  await form.waitFor('图钉所指就是事发地点', WAIT_MS);
  weapp.device.room = 400;
  const words = '没有地方存的一件事，写得很长。'.repeat(20);
  form.input(SAYS, words);
  await form.waitFor('手机上存草稿的空间满了', WAIT_MS);
  expect((await submitted(weapp, form)).text).toBe(words);
});

test('a new version starts when the person says so, not before', async () => {
  const weapp = boot();
  await weapp.openPage('pages/home/index').waitFor('报事', WAIT_MS);
  weapp.device.confirms = false;
  weapp.emit('UpdateReady');
  await until(() => weapp.device.modals.length === 1, 'the question');
  expect(weapp.device.modals[0]?.title).toBe('有新版本');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(weapp.device.updates).toBe(0);
  weapp.device.confirms = true;
  weapp.emit('UpdateReady');
  await until(() => weapp.device.updates === 1, 'the new version starts');
});

test('letters set large in WeChat: the elder version from the first start; standard ones: not', async () => {
  const classesOf = async (weapp: Weapp): Promise<string> => {
    const home = weapp.openPage('pages/home/index');
    await home.waitFor('报事', WAIT_MS);
    return home.classes().join(' ');
  };
  expect(await classesOf(boot({ info: { fontSizeScaleFactor: 1.4 } }))).toContain('theme-elder');
  expect(await classesOf(boot())).not.toContain('theme-elder');
});

test('a grid is passed on with a card drawn of public words', async () => {
  const weapp = boot();
  const { grid } = (await (
    await fetch(`${product.url}/api/v1/areas/locate?lng=${here.lng}&lat=${here.lat}`)
  ).json()) as LocateResult;
  const page = weapp.openPage('features/areas/pages/grid/index', { code: grid?.code ?? '' });
  await page.waitFor('转给别人', WAIT_MS);
  const card = page.shared() as { path: string; promise: Promise<{ imageUrl: string; path: string }> };
  expect(card.path).toBe(`/features/areas/pages/grid/index?code=${grid?.code}`);
  expect(await card.promise).toMatchObject({ imageUrl: 'wxfile://card.jpg', path: card.path });
  expect(weapp.device.drawn[0]).toContain(grid?.name);
});

test('the number, where it is needed: refused in words with another way, given it is bound', async () => {
  const signedIn = (await (
    await fetch(`${product.url}/api/v1/auth/wechat`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ code: `sandbox-fresh-${Date.now()}` }),
    })
  ).json()) as Session;
  const weapp = boot({}, signedIn);
  const me = weapp.openPage('pages/me/index');
  await me.waitFor('未绑定手机号', WAIT_MS);
  me.tap('绑定手机号');
  await me.waitFor('用微信绑定的手机号', WAIT_MS);
  me.answer('用微信绑定的手机号', 'getphonenumber', { errMsg: 'getPhoneNumber:fail user deny' });
  await me.waitFor('没有用微信的号码，不要紧', WAIT_MS);
  me.answer('用微信绑定的手机号', 'getphonenumber', { errMsg: 'x', errno: 1400001 });
  await me.waitFor('微信取号今天的次数用完了', WAIT_MS);
  me.answer('用微信绑定的手机号', 'getphonenumber', { code: `sandbox-phone-13966554433-${Date.now()}` });
  await me.waitFor('139****4433', WAIT_MS);
});

test('name and picture by WeChat’s own field and chooser', async () => {
  const file = path.join(folder, 'face.jpg');
  writeFileSync(file, await drawPhoto('before'));
  const weapp = boot();
  const me = weapp.openPage('pages/me/index');
  await me.waitFor('改头像和昵称', WAIT_MS);
  me.tap('改头像和昵称');
  await me.waitFor('头像只有您自己看得到', WAIT_MS);
  me.answer('换头像', 'chooseavatar', { avatarUrl: file });
  await me.waitFor('去掉头像', WAIT_MS);
  me.input('昵称', '静怡妈妈');
  me.tap('保存');
  await until(() => me.texts().includes('静怡妈妈'), 'the new name');
});

test('WeChat asks who goes back with something written, and no longer once it is sent', async () => {
  const weapp = boot();
  const form = weapp.openPage('features/wishes/pages/make/index');
  await form.waitFor('许下心愿', WAIT_MS);
  expect(weapp.device.asksToLeave).toBeNull();
  form.input('如：想要一把旧轮椅，推老伴下楼晒太阳', '想要一把旧轮椅');
  await until(() => weapp.device.asksToLeave !== null, 'the question');
  expect(weapp.device.asksToLeave).toContain('还没有保存');
  form.input('如：想要一把旧轮椅，推老伴下楼晒太阳', '');
  await until(() => weapp.device.asksToLeave === null, 'nothing written, nothing asked');
  form.input('如：想要一把旧轮椅，推老伴下楼晒太阳', '想要一把旧轮椅，推老伴下楼');
  await until(() => weapp.device.asksToLeave !== null, 'the question again');
  form.tap('许下心愿');
  await until(() => weapp.currentPage().route.includes('wishes/pages/list'), 'the wishes');
  expect(weapp.device.asksToLeave).toBeNull();
});

test('what is missing in a form is gone to', async () => {
  const admin = await new City(product.url).signIn('admin');
  const weapp = boot({}, admin);
  const form = weapp.openPage('features/admin/pages/service/index');
  await form.waitFor('保存', WAIT_MS);
  form.tap('保存');
  await until(() => weapp.device.scrolledTo !== null, 'the first field with an error');
  expect(weapp.device.scrolledTo).toBe('.lx-field--error');
  expect(form.classes().some((name) => name.includes('lx-field--error'))).toBe(true);
});
