import type { routingRows } from './matrix-routing';

const NOBODYS = 'f'.repeat(24);

/** Rows of residences: everybody asks for his own, workers and desks confirm in their area. */
export function residenceRows({
  read,
  write,
  but,
  world,
}: Parameters<typeof routingRows>[0]): ReturnType<typeof routingRows> {
  const signedIn = (status: number) => but(status, { anonymous: 401 });
  const verifiers = (status: number) =>
    but(status, { anonymous: 401, reporter: 403, neighbour: 403, supervisor: 403 });
  const one = `/workbench/residences/${NOBODYS}`;
  return {
    getMyResidence: [['', signedIn(200), read(() => '/me/residence')]],
    requestResidence: [
      [
        'each in his own name',
        signedIn(200),
        write(
          'POST',
          () => '/me/residence',
          () => ({ gridCode: world().home.grids[0], address: '3号楼502' }),
        ),
      ],
    ],
    dropResidence: [
      [
        '',
        signedIn(200),
        write(
          'DELETE',
          () => '/me/residence',
          () => undefined,
        ),
      ],
    ],
    listResidences: [['', verifiers(200), read(() => '/workbench/residences')]],
    decideResidence: [
      [
        'that is not there',
        verifiers(404),
        write(
          'POST',
          () => `${one}/decision`,
          () => ({ approve: true, version: 1 }),
        ),
      ],
    ],
    revokeResidence: [
      [
        'that is not there',
        verifiers(404),
        write(
          'POST',
          () => `${one}/revocation`,
          () => ({ reason: '搬走了', version: 1 }),
        ),
      ],
    ],
  };
}
