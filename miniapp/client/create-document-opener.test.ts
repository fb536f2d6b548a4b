import { printCase } from '@shared/prints/contract';
import { createDocumentOpener } from './create-document-opener';

const id = 'a'.repeat(24);

function setUp(statuses: (number | Error)[], renewed: string | null = 'new') {
  const asked: { url: string; headers: Record<string, string> }[] = [];
  let cancelled = 0;
  const open = createDocumentOpener({
    base: '/api/v1',
    tokens: { accessToken: () => 'old', renew: () => Promise.resolve(renewed) },
    documents: {
      prepare: () => ({
        open: (request) => {
          asked.push(request);
          const next = statuses.shift() ?? 200;
          return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
        },
        cancel: () => {
          cancelled += 1;
        },
      }),
    },
  });
  return { open: () => open(printCase, { params: { id } }), asked, cancelled: () => cancelled };
}

it('asks with the token of who is signed in', async () => {
  const { open, asked, cancelled } = setUp([200]);
  await open();
  expect(asked).toEqual([{ url: `/api/v1/cases/${id}/print.pdf`, headers: { authorization: 'Bearer old' } }]);
  expect(cancelled()).toBe(0);
});

it('renews a token that has run out, once', async () => {
  const { open, asked } = setUp([401, 200]);
  await open();
  expect(asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new']);
});

it.each([
  [404, '没有找到要打印的内容'],
  [429, '打印太频繁，请一分钟后再试'],
  [500, '没有打开，请稍后再试'],
])('%i is told in words, and the empty tab is closed', async (status, detail) => {
  const { open, cancelled } = setUp([status]);
  await expect(open()).rejects.toMatchObject({ status, detail });
  expect(cancelled()).toBe(1);
});

it('no answer is a matter of the network', async () => {
  const { open, cancelled } = setUp([new TypeError('Failed to fetch')]);
  await expect(open()).rejects.toMatchObject({ name: 'NetworkError', reason: 'offline' });
  expect(cancelled()).toBe(1);
});
