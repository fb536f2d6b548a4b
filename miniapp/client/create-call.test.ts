import { getArea, locateArea } from '@shared/areas/contract';
import { signOut } from '@shared/auth/contract';
import { actOnCase, getCase, listMyCases, submitCase } from '@shared/cases/contract';
import { suggestCategories } from '@shared/categories/contract';
import { createCall } from './create-call';
import { ApiProblem, NetworkError } from './errors';
import { type TokenSource } from './ports';
import { fakeTokens, fakeTransport, problem, type Answer } from './test/fakes';

const id = 'b'.repeat(24);
const offline = () => new NetworkError('offline');

function setUp(answers: Answer[], tokens: TokenSource = fakeTokens('t1')) {
  const { transport, requests } = fakeTransport(...answers);
  return { call: createCall({ base: '/api/v1', transport, tokens, backoffMs: [0, 0] }), requests };
}

describe('call', () => {
  it('builds path, query, body and bearer token', async () => {
    const { call, requests } = setUp([{ data: { ok: 1 } }]);
    await call(getArea, { params: { code: '110101' }, query: { geometry: '1' } });
    await call(suggestCategories, { body: { text: '路灯不亮' } });
    await call(locateArea, { query: { lng: 120.1, lat: 30.2, coordType: undefined } });
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /api/v1/areas/110101?geometry=1',
      'POST /api/v1/categories/suggest',
      'GET /api/v1/areas/locate?lng=120.1&lat=30.2',
    ]);
    expect(requests[1]?.body).toBe('{"text":"路灯不亮"}');
    expect(requests[0]?.headers.authorization).toBe('Bearer t1');
  });

  it('escapes what goes into a path', async () => {
    const { call, requests } = setUp([{}]);
    await call(getCase, { params: { id: '../admin' } });
    expect(requests[0]?.url).toBe('/api/v1/cases/..%2Fadmin');
  });

  it('without an id nothing is asked: the path would be another operation’s', async () => {
    const { call, requests } = setUp([{}]);
    await expect(call(getArea, { params: { code: '' } })).rejects.toMatchObject({ status: 404 });
    expect(requests).toEqual([]);
  });

  it('answers undefined for 204', async () => {
    const { call } = setUp([{ status: 204, data: '' }]);
    expect(await call(signOut, { body: {} })).toBeUndefined();
  });

  it('turns problem documents into ApiProblem with field errors', async () => {
    const errors = [{ path: 'place.lng', code: 'x', message: '经度不对' }];
    const { call } = setUp([problem(400, 'VALIDATION_FAILED', { errors })]);
    const error = await call(getCase, { params: { id } }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ApiProblem);
    expect(error).toMatchObject({ status: 400, code: 'VALIDATION_FAILED', requestId: 'r1' });
    expect((error as ApiProblem).fieldError('place')).toBe('经度不对');
    expect((error as ApiProblem).fieldError('text')).toBeUndefined();
  });

  it("makes a problem of a gateway's HTML page", async () => {
    const { call } = setUp([{ status: 404, data: '<html>' }]);
    await expect(call(getCase, { params: { id } })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      detail: '没有找到',
    });
  });

  it('repeats a GET without answer, then gives the answer', async () => {
    const { call, requests } = setUp([offline(), problem(503, 'UNAVAILABLE'), { data: 7 }]);
    expect(await call(getCase, { params: { id } })).toBe(7);
    expect(requests).toHaveLength(3);
  });

  it('repeats a submission under one key', async () => {
    const { call, requests } = setUp([offline(), { status: 201, data: { number: 'LX1' } }]);
    await call(submitCase, { body: { text: '路灯不亮' } });
    expect(new Set(requests.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    await call(submitCase, { body: { text: '路灯不亮' } }, { idempotencyKey: 'my-key-0001' });
    expect(requests[2]?.headers['idempotency-key']).toBe('my-key-0001');
    await call(actOnCase, { params: { id, action: 'withdraw' }, body: {} });
    expect(requests[3]?.headers['idempotency-key']).toMatch(/^[\w-]{8,128}$/);
  });

  it('never repeats a POST without key, a 4xx or a 429', async () => {
    const plain = setUp([offline()]);
    await expect(plain.call(suggestCategories, { body: { text: '灯' } })).rejects.toBeInstanceOf(
      NetworkError,
    );
    expect(plain.requests).toHaveLength(1);
    for (const answer of [problem(422, 'UNKNOWN_CATEGORY'), problem(429, 'TOO_MANY_REQUESTS')]) {
      const { call, requests } = setUp([answer]);
      await expect(call(submitCase, { body: { text: '路灯' } })).rejects.toBeInstanceOf(ApiProblem);
      expect(requests).toHaveLength(1);
    }
  });

  it('renews the token once after a 401', async () => {
    const renew = jest.fn(() => Promise.resolve('t2'));
    const { call, requests } = setUp(
      [problem(401, 'TOKEN_INVALID'), { data: { items: [] } }],
      fakeTokens('t1', renew),
    );
    await call(listMyCases, {});
    expect(requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer t1', 'Bearer t2']);
    expect(renew).toHaveBeenCalledWith('t1');
  });

  it('reads public things as a guest when the login has ended, and refuses personal ones', async () => {
    const guest = setUp([problem(401, 'TOKEN_INVALID'), { data: 'public' }]);
    expect(await guest.call(getCase, { params: { id } })).toBe('public');
    expect(guest.requests[1]?.headers.authorization).toBeUndefined();
    const personal = setUp([problem(401, 'TOKEN_INVALID')]);
    await expect(personal.call(listMyCases, {})).rejects.toMatchObject({ status: 401 });
    expect(personal.requests).toHaveLength(1);
  });
});
