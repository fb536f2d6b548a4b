import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { isPrivateHost, postOutside } from '.';
import { isPrivateAddress } from './private-addresses';

test.each([
  ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '0.0.0.0'],
  ...['100.64.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', '::ffff:127.0.0.1'],
  ...['::ffff:8.8.8.8', '64:ff9b::7f00:1', 'fe80::1', 'fc00::1', 'fd12::1', 'ff02::1', '2002:7f00:1::'],
  ...['2001:db8::1', '2001::1', 'nonsense', ''],
])('%s is private', (address) => {
  expect(isPrivateAddress(address)).toBe(true);
});

test.each(['8.8.8.8', '172.32.0.1', '192.167.255.255', '223.5.5.5', '2400:3200::1', '2606:4700::1111'])(
  '%s is public',
  (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  },
);

test.each([
  ['https://localhost/x', true],
  ['https://a.localhost/x', true],
  ['https://intranet/x', true],
  ['https://0x7f.1/x', true],
  ['https://2130706433/x', true],
  ['https://[::1]/x', true],
  ['https://[::ffff:10.0.0.1]/x', true],
  ['https://example.com/x', false],
  ['https://8.8.8.8/x', false],
])('%s as written is private: %s', (url, expected) => {
  expect(isPrivateHost(new URL(url).hostname)).toBe(expected);
});

describe('with a server', () => {
  const seen: string[] = [];
  let server: http.Server;
  let port = 0;
  beforeAll(async () => {
    server = http.createServer((request, response) => {
      seen.push(request.url ?? '');
      if (request.url === '/slow') return;
      if (request.url === '/moved') response.writeHead(302, { Location: '/secret' }).end();
      else response.writeHead(204).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const post = (path: string, allowPrivate: boolean, host = '127.0.0.1') =>
    postOutside({
      url: `http://${host}:${port}${path}`,
      headers: {},
      body: '{}',
      timeoutMs: path === '/slow' ? 300 : 5000,
      allowPrivate,
    });

  test('a status is an answer, a redirect is not followed, silence is a failure', async () => {
    expect(await post('/ok', true)).toBe(204);
    expect(await post('/moved', true)).toBe(302);
    await expect(post('/slow', true)).rejects.toThrow('没有及时应答');
    expect(seen).toEqual(['/ok', '/moved', '/slow']);
  });

  test('a private address is refused as written, and when a name turns out to be one', async () => {
    seen.length = 0;
    await expect(post('/ok', false)).rejects.toThrow('内部网络');
    // A name with a dot that the hosts file of this machine gives to loopback.
    await expect(post('/ok', false, 'localhost.localdomain')).rejects.toThrow(/内部网络|ENOTFOUND|EAI_AGAIN/);
    expect(seen).toEqual([]);
  });
});
