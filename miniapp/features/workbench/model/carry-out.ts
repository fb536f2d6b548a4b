import { type CaseSummary, type CaseView } from '@shared/cases/schemas';
import { type WiredAction } from '@shared/cases/workflow';

export type Act = (id: string, action: WiredAction, body: { version: number }) => Promise<CaseView>;

export interface Outcome {
  /** The case after the last action that succeeded; null when none did. */
  view: CaseView | null;
  /** Why the chain stopped; null when all went through. */
  error: unknown;
}

/**
 * Several actions on one case in one tap, each on the version the one before left behind. Stops at the first refusal
 * and says how far it came, so that the screen shows the true state and not the hoped-for one.
 */
export async function carryOut(
  act: Act,
  subject: Pick<CaseSummary, 'id' | 'version'>,
  actions: readonly WiredAction[],
): Promise<Outcome> {
  let view: CaseView | null = null;
  for (const action of actions) {
    try {
      view = await act(subject.id, action, { version: view?.version ?? subject.version });
    } catch (error) {
      return { view, error };
    }
  }
  return { view, error: null };
}
