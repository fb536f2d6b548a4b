import type { ActorName } from './world';

type Expected = Record<ActorName, number>;
type Probe = (actor: ActorName) => Promise<{ status: number }>;

/** What the matrix is written with. */
interface Tools {
  read: (path: () => string) => Probe;
  write: (method: string, path: () => string, body: (actor: ActorName) => unknown) => Probe;
  staff: (status: number) => Expected;
  signedIn: (status: number) => Expected;
  /** A person below the desk of the first community, and his post. */
  worker: () => { id: string; post: string };
}

const NOBODYS = 'f'.repeat(24);

/** Rows of what staff keep for their own work: templates, filters, leave and handing over. */
export const workbenchRows = ({
  read,
  write,
  staff,
  signedIn,
  worker,
}: Tools): Record<string, [string, Expected, Probe][]> => ({
  // What it answers to those who may is in prints.test.ts.
  printCase: [['nobody’s', signedIn(404), read(() => `/cases/${NOBODYS}/print.pdf`)]],
  // What it draws, and that private ones have none, is in cards.test.ts.
  cardOfCase: [['nobody’s', { ...signedIn(404), anonymous: 404 }, read(() => `/cases/${NOBODYS}/card.jpg`)]],
  listTemplates: [['', staff(200), read(() => '/workbench/templates?action=reply')]],
  createTemplate: [
    [
      'of one’s own',
      staff(201),
      write(
        'POST',
        () => '/workbench/templates',
        () => ({ action: 'reply', text: '我到现场看过' }),
      ),
    ],
  ],
  changeTemplate: [
    [
      'nobody’s',
      staff(404),
      write(
        'PATCH',
        () => `/workbench/templates/${NOBODYS}`,
        () => ({ text: '我到现场看过' }),
      ),
    ],
  ],
  deleteTemplate: [
    [
      'nobody’s',
      staff(404),
      write(
        'DELETE',
        () => `/workbench/templates/${NOBODYS}`,
        () => undefined,
      ),
    ],
  ],
  createLeave: [
    [
      'that is wrong: who may is told what, who may not that',
      { ...staff(403), worker: 400, dispatcher: 400, admin: 400 },
      write(
        'POST',
        () => `/posts/${worker().post}/leave`,
        () => ({ from: '2026-01-01T00:00:00Z', until: '2026-01-02T00:00:00Z', reason: '休假' }),
      ),
    ],
  ],
  listLeaves: [
    [
      '',
      { ...staff(403), worker: 200, dispatcher: 200, admin: 200 },
      read(() => `/posts/${worker().post}/leave`),
    ],
  ],
  cancelLeave: [
    [
      'nobody’s',
      { ...staff(403), worker: 404, dispatcher: 404, admin: 404 },
      write(
        'DELETE',
        () => `/posts/${worker().post}/leave/${NOBODYS}`,
        () => undefined,
      ),
    ],
  ],
  getHandover: [
    ['one’s own', staff(200), read(() => '/workbench/handover')],
    [
      'of another',
      { ...staff(404), worker: 200, dispatcher: 200, admin: 200 },
      read(() => `/workbench/handover?personId=${worker().id}`),
    ],
  ],
  transferCases: [
    [
      'a preview of another’s',
      { ...staff(404), worker: 200, dispatcher: 200, admin: 200 },
      write(
        'POST',
        () => '/workbench/transfer',
        () => ({ fromUserId: worker().id, to: { auto: true }, text: '交接' }),
      ),
    ],
  ],
  listTransfers: [['', staff(200), read(() => '/transfers')]],
  getTransfer: [['nobody’s', staff(404), read(() => `/transfers/${NOBODYS}`)]],
  listTransferItems: [['nobody’s', staff(404), read(() => `/transfers/${NOBODYS}/items`)]],
  setTemplateFavourite: [
    [
      'nobody’s',
      staff(404),
      write(
        'PUT',
        () => `/workbench/templates/${NOBODYS}/favourite`,
        () => ({ on: true }),
      ),
    ],
  ],
  listSavedFilters: [['', staff(200), read(() => '/me/workbench/filters?counts=1')]],
  saveFilter: [
    [
      '',
      staff(201),
      write(
        'POST',
        () => '/me/workbench/filters',
        () => ({ name: '紧急的', queue: 'team', filter: { urgent: '1' } }),
      ),
    ],
  ],
  changeSavedFilter: [
    [
      'nobody’s',
      staff(404),
      write(
        'PATCH',
        () => `/me/workbench/filters/${NOBODYS}`,
        () => ({ name: '改名' }),
      ),
    ],
  ],
  removeSavedFilter: [
    [
      'nobody’s',
      staff(404),
      write(
        'DELETE',
        () => `/me/workbench/filters/${NOBODYS}`,
        () => undefined,
      ),
    ],
  ],
});
