import { useState } from 'react';
import {
  changeTeam,
  closeTeam,
  createTeam,
  getManagedTeam,
  listManagedTeams,
  type ManagedTeam,
  reopenTeam,
} from '@shared/teams/admin-contract';
import { listTeams } from '@shared/teams/contract';
import { ApiProblem, call, explain, newKey, putApi, refreshApi } from '@miniapp/client';
import { toast } from '@miniapp/ui';
import { useUnsaved } from '@miniapp/widgets/use-unsaved';
import { sayMissing } from '@miniapp/widgets/say-missing';
import { EMPTY_TEAM, type TeamDraft, teamDraftOf, type TeamErrors, teamOf } from '../model/team-draft';

/** What is being written of one team, and what can be done with it. */
export function useTeamForm(team: ManagedTeam | undefined, onDone: () => void) {
  const [initial] = useState<TeamDraft>(() => (team ? teamDraftOf(team) : EMPTY_TEAM));
  const [draft, setDraft] = useState(initial);
  useUnsaved(draft !== initial);
  // The same words sent again after a broken connection are the same team.
  const [key, setKey] = useState(newKey);
  const [errors, setErrors] = useState<TeamErrors>({});
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<TeamDraft>) => {
    setDraft((now) => ({ ...now, ...part }));
    setKey(newKey());
  };

  const run = async (work: () => Promise<ManagedTeam>, done: string): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const saved = await work();
      putApi(getManagedTeam, { params: { id: saved.id } }, saved);
      await refreshApi(listManagedTeams, listTeams);
      toast.done(done);
      onDone();
    } catch (error) {
      const issues = error instanceof ApiProblem ? error.errors : [];
      setErrors(
        Object.fromEntries(
          issues.map(({ path, message }): [string, string] => [
            path.includes('captainId') ? 'captain' : (path.replace(/^body\./, '').split('.')[0] ?? 'name'),
            message,
          ]),
        ),
      );
      const outdated = error instanceof ApiProblem && error.code === 'VERSION_CONFLICT';
      setProblem(outdated ? '别人刚刚改过这个团队。请返回再进来，看过新的再改。' : explain(error));
    } finally {
      setBusy(false);
    }
  };
  const save = async (): Promise<void> => {
    const made = teamOf(draft);
    setErrors('errors' in made ? made.errors : {});
    if ('errors' in made) return sayMissing();
    const { words } = made;
    await run(
      () =>
        team
          ? call(changeTeam, { params: { id: team.id }, body: { ...words, version: team.version } })
          : call(createTeam, { body: words }, { idempotencyKey: key }),
      team ? '已保存' : '团队建好了',
    );
  };
  const close = (reason: string) =>
    run(
      () =>
        call(closeTeam, { params: { id: team?.id ?? '' }, body: { reason, version: team?.version ?? 0 } }),
      '已停止服务',
    );
  const reopen = () =>
    run(
      () => call(reopenTeam, { params: { id: team?.id ?? '' }, body: { version: team?.version ?? 0 } }),
      '已恢复服务',
    );
  return { draft, change, errors, problem, busy, save, close, reopen };
}
