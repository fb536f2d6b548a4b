import type { Sample } from './samples';
import type { World } from './world';

export function residenceSamples({ home, people }: World): Record<string, Sample[]> {
  const { token } = people.dispatcher;
  const one = `/workbench/residences/${'f'.repeat(24)}`;
  const cursor = Buffer.from(`1|${'f'.repeat(24)}`).toString('base64url');
  return {
    getMyResidence: [{ path: '/me/residence', token }],
    requestResidence: [
      { path: '/me/residence', token, body: { gridCode: home.grids[0], address: '3号楼502' } },
    ],
    dropResidence: [{ path: '/me/residence', token }],
    listResidences: [
      { path: '/workbench/residences', query: `state=requested&limit=5&cursor=${cursor}`, token },
    ],
    decideResidence: [
      {
        path: `${one}/decision`,
        token,
        body: { approve: true, reason: '属实', address: '3号楼502', version: 1 },
      },
    ],
    revokeResidence: [{ path: `${one}/revocation`, token, body: { reason: '搬走了', version: 1 } }],
  };
}
