import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PRIVACY_USES } from '@miniapp/platform/privacy/uses';
import { reportPackage } from './package-report';
import { usesOf } from './script-uses';

const root = path.resolve(__dirname, '../..');
const dist = path.join(root, 'dist/weapp');
const { scripts } = reportPackage(dist);
const uses = scripts.map((script) => usesOf(readFileSync(path.join(dist, script), 'utf8')));

/**
 * What WeChat counts as touching personal data and checks at run time, from
 * developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/miniprogram-intro.html
 */
const WATCHED_CALLS = [
  ...[
    'getUserInfo',
    'getUserProfile',
    'chooseAddress',
    'chooseInvoice',
    'chooseInvoiceTitle',
    'getWeRunData',
  ],
  ...['getLocation', 'getFuzzyLocation', 'chooseLocation', 'choosePoi', 'onLocationChange'],
  ...['startLocationUpdate', 'startLocationUpdateBackground', 'chooseLicensePlate'],
  ...[
    'chooseMedia',
    'chooseImage',
    'chooseVideo',
    'chooseMessageFile',
    'createCameraContext',
    'createVKSession',
  ],
  ...[
    'saveImageToPhotosAlbum',
    'saveVideoToPhotosAlbum',
    'startRecord',
    'getRecorderManager',
    'joinVoIPChat',
  ],
  ...['createLivePusherContext', 'openBluetoothAdapter', 'createBLEPeripheralServer', 'addPhoneContact'],
  ...['addPhoneRepeatCalendar', 'addPhoneCalendar', 'startAccelerometer', 'startCompass', 'startGyroscope'],
  ...['startDeviceMotionListening', 'setClipboardData', 'getClipboardData', 'startSoterAuthentication'],
];
const WATCHED_BUTTONS = ['getPhoneNumber', 'getRealtimePhoneNumber', 'getUserInfo', 'chooseAvatar'];
/** Those that `requiredPrivateInfos` must name, of …/reference/configuration/app.html */
const PLACES = [
  ...['getFuzzyLocation', 'getLocation', 'onLocationChange', 'startLocationUpdate', 'choosePoi'],
  ...['startLocationUpdateBackground', 'chooseLocation', 'chooseAddress'],
];

const used = new Set<string>([
  ...WATCHED_CALLS.filter((name) => uses.some(({ calls }) => calls.has(name))),
  ...WATCHED_BUTTONS.filter((name) => uses.some(({ openTypes }) => openTypes.has(name))),
  ...(uses.some(({ fieldTypes }) => fieldTypes.has('nickname')) ? ['nickname'] : []),
]);

test('what the package really calls is what the sheet can explain: no more, no less', () => {
  expect(Object.keys(PRIVACY_USES).sort()).toEqual([...used].sort());
});

test('the guide for the console says the same, word for word', () => {
  const guide = readFileSync(path.join(root, 'docs/privacy-guide.md'), 'utf8');
  const rows = [...guide.matchAll(/^\| *`(\w+)` *\|(.+)\|$/gm)].map(([, name = '', cells = '']) => {
    const [what, why, when, otherwise] = cells.split('|').map((cell) => cell.trim());
    return [name, { what, why, when, otherwise }];
  });
  expect(Object.fromEntries(rows)).toEqual(PRIVACY_USES);
});

test('WeChat is told of exactly the places that are asked for', () => {
  const app = JSON.parse(readFileSync(path.join(dist, 'app.json'), 'utf8')) as {
    requiredPrivateInfos: string[];
  };
  expect(app.requiredPrivateInfos).toEqual(PLACES.filter((name) => used.has(name)));
});
