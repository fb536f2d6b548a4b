import { returnPath } from './return-path';
import { codeFrom, phoneFrom } from '@miniapp/widgets/typed-phone';

describe('returnPath', () => {
  it.each([
    ['/features/cases/pages/report/index', '/features/cases/pages/report/index'],
    ['%2Ffeatures%2Fcases%2Fpages%2Fdetail%2Findex%3Fid%3Dabc', '/features/cases/pages/detail/index?id=abc'],
    ['/pages/me/index', '/pages/me/index'],
  ])('goes back to %s', (to, path) => expect(returnPath(to)).toBe(path));

  it.each([
    undefined,
    '',
    'https://evil.example/',
    '//evil.example/pages/home',
    '/\\evil.example',
    '%2F%2Fevil.example',
    'javascript:alert(1)',
    '/features/auth/pages/sign-in/index',
    '%E0%A4%A',
    '/pages/../../x',
  ])('goes home instead of %p', (to) => expect(returnPath(to)).toBe('/pages/home/index'));
});

describe('what people type', () => {
  it.each(['13800138000', '138 0013 8000', '+86 138-0013-8000', '8613800138000', '１３８００１３８０００'])(
    '%s is a number',
    (typed) => expect(phoneFrom(typed)).toBe('13800138000'),
  );

  it('does not make a number of less', () => expect(phoneFrom('86 138')).toBe('86138'));

  it.each([
    ['123456', '123456'],
    ['【网格连心】验证码 482913，5 分钟内有效', '482913'],
    ['48 29 13', '482913'],
    ['１２３４５６', '123456'],
    ['12', '12'],
  ])('%s → %s', (typed, code) => expect(codeFrom(typed)).toBe(code));
});
