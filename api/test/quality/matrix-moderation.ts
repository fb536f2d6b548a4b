import type { ActorName } from './world';

type Expected = Record<ActorName, number>;
type Probe = (actor: ActorName) => Promise<{ status: number }>;

/** What the matrix is written with. */
interface Tools {
  read: (path: () => string) => Probe;
  write: (method: string, path: () => string, body: (actor: ActorName) => unknown) => Probe;
  but: (status: number, others: Partial<Expected>) => Expected;
  signedIn: (status: number) => Expected;
  /** A public case of the first grid. */
  open: () => string;
  /** A private one. */
  hidden: () => string;
}

/** @param elsewhere for those without a say who may not even know of it */
const judges = ({ but }: Pick<Tools, 'but'>, elsewhere: number) =>
  but(409, {
    anonymous: 401,
    reporter: 403,
    neighbour: elsewhere,
    otherWorker: elsewhere,
    foreign: elsewhere,
  });
const asks = ({ but }: Pick<Tools, 'but'>, elsewhere: number) =>
  but(403, {
    anonymous: 401,
    reporter: 409,
    neighbour: elsewhere,
    otherWorker: elsewhere,
    foreign: elsewhere,
  });
const stale = () => ({ item: 't1', decision: 'hide', reason: 'ad', version: 999 });
const why = () => ({ item: 't1', text: '请再看一眼' });
const complaint = () => ({ item: 't1', reason: 'ad' });

/** Rows of what is kept from the public: the queue, decisions, second looks, complaints and WeChat's verdicts. */
export const moderationRows = ({
  read,
  write,
  but,
  signedIn,
  open,
  hidden,
}: Tools): Record<string, [string, Expected, Probe][]> => ({
  listModeration: [
    ['', but(403, { anonymous: 401, dispatcher: 200, foreign: 200, admin: 200 }), read(() => '/moderation')],
  ],
  // An old version: who may, is told of the conflict.
  judgeContent: [
    ['public', judges({ but }, 403), write('POST', () => `/cases/${open()}/moderation`, stale)],
    ['private', judges({ but }, 404), write('POST', () => `/cases/${hidden()}/moderation`, stale)],
  ],
  askReview: [
    ['public', asks({ but }, 403), write('POST', () => `/cases/${open()}/moderation/review`, why)],
    ['private', asks({ but }, 404), write('POST', () => `/cases/${hidden()}/moderation/review`, why)],
  ],
  reportContent: [
    ['public', signedIn(201), write('POST', () => `/cases/${open()}/content-reports`, complaint)],
    [
      'private',
      but(409, { anonymous: 401, neighbour: 404, otherWorker: 404, foreign: 404 }),
      write('POST', () => `/cases/${hidden()}/content-reports`, complaint),
    ],
  ],
});
