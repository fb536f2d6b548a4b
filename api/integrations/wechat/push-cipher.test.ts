import { isSignedPush, openPush } from '.';
import { sealPush } from './sandbox/push-message';

// The sample of WeChat's own test of its Java library (WXBizMsgCryptTest).
const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const APP = 'wxb11529c136998cb6';
const SEALED = 'jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==';

test('opens what WeChat sealed, and seals the same', () => {
  expect(openPush(SEALED, KEY, APP)).toBe('我是中文abcd123');
  expect(sealPush('我是中文abcd123', KEY, APP, Buffer.from('aaaabbbbccccdddd'))).toBe(SEALED);
});

test('what was sealed for another app, with another key, or changed on the way does not open', () => {
  expect(openPush(SEALED, KEY, 'wxanother')).toBeNull();
  expect(openPush(SEALED, KEY.replace('a', 'b'), APP)).toBeNull();
  expect(openPush('', KEY, APP)).toBeNull();
  expect(openPush('!!!', KEY, APP)).toBeNull();
  const bytes = Buffer.from(SEALED, 'base64');
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 0x41;
    // A change within the random bytes or the words leaves the frame whole: the signature guards against that.
    expect(openPush(changed.toString('base64'), KEY, APP)).not.toBe('我是中文abcd123');
  }
});

test('every length up to two blocks comes back', () => {
  for (let length = 0; length <= 70; length += 1) {
    const text = '字'.repeat(length);
    expect(openPush(sealPush(text, KEY, APP), KEY, APP)).toBe(text);
  }
});

test('a signature counts for these very parts', () => {
  // printf 1nt | sha1sum
  const signature = '398bfe7627050416ec030766223864d8e756c09e';
  expect(isSignedPush(signature, 't', ['n', '1'])).toBe(true);
  expect(isSignedPush(signature, 't', ['n', '2'])).toBe(false);
  expect(isSignedPush(signature, 'u', ['n', '1'])).toBe(false);
  for (const none of ['', 'zz', signature.slice(2)]) expect(isSignedPush(none, 't', ['n', '1'])).toBe(false);
});
