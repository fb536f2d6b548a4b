import { useState } from 'react';
import {
  getServiceCatalogue,
  type ManagedServices,
  restoreService,
  saveService,
  withdrawService,
} from '@shared/services/admin-contract';
import { listServices } from '@shared/services/contract';
import { ApiProblem, call, explain, putApi, refreshApi } from '@miniapp/client';
import { confirm, toast } from '@miniapp/ui';
import { useUnsaved } from '@miniapp/widgets/use-unsaved';
import { sayMissing } from '@miniapp/widgets/say-missing';
import { fieldOf, type ServiceDraft, serviceOf, type ServiceErrors } from '../model/service-draft';

/** What is being written of one service, and the three things that can be done with it. */
export function useServiceForm(initial: ServiceDraft, base: string | null, onDone: () => void) {
  const [draft, setDraft] = useState(initial);
  useUnsaved(draft !== initial);
  const [errors, setErrors] = useState<ServiceErrors>({});
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<ServiceDraft>) => setDraft((now) => ({ ...now, ...part }));

  const run = async (work: () => Promise<ManagedServices>, done: string): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const saved = await work();
      putApi(getServiceCatalogue, {}, saved);
      await refreshApi(listServices);
      toast.done(saved.told > 0 ? `${done}，已告诉 ${saved.told} 位约好的居民` : done);
      onDone();
    } catch (error) {
      const issues = error instanceof ApiProblem ? error.errors : [];
      const found: ServiceErrors = {};
      for (const { path, message } of issues) {
        const parts = path.replace(/^(body\.)?item\./, '').split('.');
        found[fieldOf(parts)] ??= message;
      }
      setErrors(found);
      const outdated = error instanceof ApiProblem && error.code === 'VERSION_CONFLICT';
      setProblem(outdated ? '别人刚刚改过目录。请返回列表再进来，看过新的再改。' : explain(error));
      if (outdated) await refreshApi(getServiceCatalogue);
    } finally {
      setBusy(false);
    }
  };
  const save = async (): Promise<void> => {
    const made = serviceOf(draft);
    setErrors('errors' in made ? made.errors : {});
    if ('errors' in made) return sayMissing();
    const yes = await confirm({
      title: '保存这项服务？',
      text: '马上对居民生效。约好的时段如果不再开放，会发消息请他们改期。',
      yes: '保存',
    });
    if (yes)
      await run(
        () => call(saveService, { params: { id: draft.id }, body: { item: made.item, base } }),
        '已保存',
      );
  };
  const withdraw = (reason: string) =>
    run(() => call(withdrawService, { params: { id: draft.id }, body: { reason, base } }), '已停办');
  const restore = () =>
    run(() => call(restoreService, { params: { id: draft.id }, body: { base } }), '已恢复');
  return { draft, change, errors, problem, busy, save, withdraw, restore };
}
