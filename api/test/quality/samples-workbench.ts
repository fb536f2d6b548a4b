import type { Sample } from './samples';
import { LAMP, type World } from './world';

const ID = '0'.repeat(24);

/** Samples of what staff keep for their own work. */
export function workbenchSamples({ people: { worker } }: World): Record<string, Sample[]> {
  const { token } = worker;
  return {
    listTemplates: [
      { path: '/workbench/templates', query: `action=reply&variant=solved&categoryCode=${LAMP}`, token },
    ],
    createTemplate: [
      {
        path: '/workbench/templates',
        token,
        body: { action: 'reply', variant: 'solved', categoryCode: LAMP, text: '修好了' },
      },
      { path: '/workbench/templates', token, body: { action: 'verify', groupCode: 'GY', text: '看过了' } },
    ],
    changeTemplate: [{ path: `/workbench/templates/${ID}`, token, body: { text: '修好了' } }],
    deleteTemplate: [{ path: `/workbench/templates/${ID}`, token }],
    setTemplateFavourite: [{ path: `/workbench/templates/${ID}/favourite`, token, body: { on: true } }],
  };
}
