import { buildView } from '../test/build-case';
import { ApiProblem, NetworkError } from '../../../client/errors';
import { troubleOf } from './trouble';

jest.mock('@miniapp/client', () => jest.requireActual<object>('../../../client/errors'));

const problem = (
  code: 'VERSION_CONFLICT' | 'WRONG_STATE' | 'VALIDATION_FAILED' | 'UPLOAD_NOT_USABLE',
  more = {},
) => new ApiProblem({ status: 409, code, detail: '说明', ...more });

it('puts field errors at their fields', () => {
  const errors = [{ path: 'result', code: 'x', message: '请选择处理结果' }];
  expect(troubleOf(problem('VALIDATION_FAILED', { errors }))).toMatchObject({
    fields: { result: '请选择处理结果' },
    outdated: false,
  });
  expect(troubleOf(problem('UPLOAD_NOT_USABLE')).fields).toEqual({ uploadIds: '说明' });
});

it.each(['VERSION_CONFLICT', 'WRONG_STATE'] as const)('%s means: read anew', (code) => {
  const current = buildView({ version: 9 });
  expect(troubleOf(problem(code, { current }))).toMatchObject({ outdated: true, current: { version: 9 } });
  expect(troubleOf(problem(code, { current: { odd: 1 } }))).toMatchObject({ outdated: true, current: null });
});

it('has words for a lost connection', () => {
  expect(troubleOf(new NetworkError('offline'))).toMatchObject({
    message: '网络连不上，请检查后再试',
    fields: {},
  });
});
