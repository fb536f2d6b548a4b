import type { ActorName, World } from './world';

type Expected = Record<ActorName, number>;
type Probe = (actor: ActorName) => Promise<{ status: number }>;

interface Tools {
  read: (path: () => string) => Probe;
  write: (method: string, path: () => string, body: (actor: ActorName) => unknown) => Probe;
  but: (status: number, others: Partial<Expected>) => Expected;
  world: () => World;
  /** A public and a private case of the reporter in the first grid, in the worker's hands. */
  cases: () => Record<'open' | 'hidden', { id: string }>;
}

/** Rows of the numbers people are shown. Nobody of these has one, so who may is told just that: 409. */
export const contactRows = ({
  read,
  write,
  but,
  world,
  cases,
}: Tools): Record<string, [string, Expected, Probe][]> => {
  const purpose = () => ({ purpose: '约时间上门' });
  const strangers = { anonymous: 401, neighbour: 404, otherWorker: 404, foreign: 404 };
  const post = () => `/contacts/post-${world().people.worker.id}/disclose`;
  const supervising = but(403, { anonymous: 401, supervisor: 200, admin: 200 });
  return {
    disclosePost: [
      [
        'of a worker without a number',
        but(409, { anonymous: 401 }),
        write('POST', () => `/areas/${world().home.grids[0]}${post()}`, purpose),
      ],
      [
        'of a worker who is not of that grid',
        but(404, { anonymous: 401 }),
        write('POST', () => `/areas/${world().home.grids[1]}${post()}`, purpose),
      ],
    ],
    discloseOnCase: [
      [
        'private: nobody is told that it exists',
        but(403, { ...strangers, reporter: 409 }),
        write('POST', () => `/cases/${cases().hidden.id}/disclose-phone`, purpose),
      ],
      [
        'public: who only looks gets no number',
        but(403, { anonymous: 401, reporter: 409 }),
        write('POST', () => `/cases/${cases().open.id}/disclose-phone`, purpose),
      ],
    ],
    listMyContactRecords: [['', but(200, { anonymous: 401 }), read(() => '/me/contact-records')]],
    listAreaContactRecords: [
      ['of one’s own area', supervising, read(() => '/admin/contact-records')],
      [
        'of another area',
        { ...supervising, supervisor: 404, admin: 404 },
        read(() => `/admin/contact-records?area=${world().away.street}`),
      ],
    ],
    sendMessage: [
      [
        '',
        but(201, { anonymous: 401 }),
        write(
          'POST',
          () => `/areas/${world().home.grids[0]}/messages`,
          () => ({ kind: 'message', text: '想问问老年食堂' }),
        ),
      ],
    ],
  };
};
