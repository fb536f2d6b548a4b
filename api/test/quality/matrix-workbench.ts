import type { ActorName } from './world';

type Expected = Record<ActorName, number>;
type Probe = (actor: ActorName) => Promise<{ status: number }>;

/** What the matrix is written with. */
interface Tools {
  read: (path: () => string) => Probe;
  write: (method: string, path: () => string, body: (actor: ActorName) => unknown) => Probe;
  staff: (status: number) => Expected;
}

const NOBODYS = 'f'.repeat(24);

/** Rows of what staff keep for their own work: templates. */
export const workbenchRows = ({
  read,
  write,
  staff,
}: Tools): Record<string, [string, Expected, Probe][]> => ({
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
});
