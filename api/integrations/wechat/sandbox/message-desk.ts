import { type SandboxTemplate, type SentSubscribeMessage } from './types';

const KEPT = 1000;

export interface MessageDesk {
  addTemplate(template: SandboxTemplate): void;
  template(id: string): SandboxTemplate | null;
  /** The user accepts `times` messages of a template (a long-term template: any number). */
  grant(openid: string, templateId: string, times: number): void;
  /** Uses one grant up. False: the user has none. */
  spendGrant(openid: string, template: SandboxTemplate): boolean;
  deliver(message: SentSubscribeMessage): void;
  /** The last 1000 messages, oldest first. */
  sent(): SentSubscribeMessage[];
}

export function createMessageDesk(templates: readonly SandboxTemplate[]): MessageDesk {
  const known = new Map(templates.map((template) => [template.id, template]));
  const grants = new Map<string, number>();
  const messages: SentSubscribeMessage[] = [];
  const keyOf = (openid: string, templateId: string): string => `${openid} ${templateId}`;
  return {
    addTemplate: (template) => void known.set(template.id, template),
    template: (id) => known.get(id) ?? null,
    grant(openid, templateId, times) {
      const key = keyOf(openid, templateId);
      grants.set(key, (grants.get(key) ?? 0) + times);
    },
    spendGrant(openid, template) {
      const key = keyOf(openid, template.id);
      const left = grants.get(key) ?? 0;
      if (left < 1) return false;
      if (template.kind !== 'long_term') grants.set(key, left - 1);
      return true;
    },
    deliver(message) {
      messages.push(message);
      if (messages.length > KEPT) messages.shift();
    },
    sent: () => structuredClone(messages),
  };
}
