import type { routingRows } from './matrix-routing';

const NOBODYS = 'f'.repeat(24);
const NOTICE = {
  category: 'utility',
  title: '停水通知',
  text: '明天停水',
  validUntil: '2026-12-20T00:00:00Z',
};

/** Rows of notices: read by all, written by desks, supervisors and admins, each in his own area. */
export function noticeRows({
  read,
  write,
  all,
  but,
  world,
}: Parameters<typeof routingRows>[0]): ReturnType<typeof routingRows> {
  const nobody = { anonymous: 401 };
  const writers = (here: number, elsewhere = here) =>
    but(403, { ...nobody, dispatcher: here, supervisor: here, admin: here, foreign: elsewhere });
  const managed = `/workbench/notices/${NOBODYS}`;
  const one = `/notices/${NOBODYS}`;
  return {
    listNotices: [
      ['of an area', all(200), read(() => `/notices?area=${world().home.grids[0]}`)],
      ['of no area that there is', all(404), read(() => '/notices?area=1111')],
    ],
    getNotice: [['that is not there', all(404), read(() => one)]],
    acknowledgeNotice: [
      [
        'that is not there',
        but(404, nobody),
        write(
          'PUT',
          () => `${one}/receipt`,
          () => undefined,
        ),
      ],
    ],
    listManagedNotices: [['', writers(200), read(() => '/workbench/notices')]],
    getManagedNotice: [['that is not there', writers(404), read(() => managed)]],
    createNotice: [
      [
        'of the first community; of others only its own',
        writers(201, 403),
        write(
          'POST',
          () => '/notices',
          () => ({ ...NOTICE, areaCode: world().home.community }),
        ),
      ],
      [
        'of a community that is nobody’s here but the foreign desk’s',
        but(403, { ...nobody, foreign: 201 }),
        write(
          'POST',
          () => '/notices',
          () => ({ ...NOTICE, areaCode: world().away.community }),
        ),
      ],
    ],
    changeNotice: [
      [
        'that is not there',
        writers(404),
        write(
          'PATCH',
          () => one,
          () => ({ title: '改了', version: 1 }),
        ),
      ],
    ],
    withdrawNotice: [
      [
        'that is not there',
        writers(404),
        write(
          'POST',
          () => `${one}/withdraw`,
          () => ({ reason: '写错了', version: 1 }),
        ),
      ],
    ],
  };
}
