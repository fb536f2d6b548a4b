import { useState } from 'react';
import {
  type DryRunResult,
  dryRunRoutingRules,
  getRoutingRules,
  listRoutingRuleVersions,
  type RuleSetView,
  setRoutingRules,
} from '@shared/routing-rules/contract';
import { type RoutingRule } from '@shared/routing-rules/schemas';
import { call, explain, putApi, refreshApi } from '@miniapp/client';
import { toast } from '@miniapp/ui';

/** The rules as edited on this page: nothing is in force before it was tried and saved. */
export function useRuleList(set: RuleSetView) {
  const [edited, setEdited] = useState<readonly RoutingRule[]>();
  const [busy, setBusy] = useState<'trying' | 'saving'>();
  const [result, setResult] = useState<DryRunResult>();
  const rules = edited ?? set.rules;

  const during = async (what: 'trying' | 'saving', work: () => Promise<void>): Promise<void> => {
    setBusy(what);
    try {
      await work();
    } catch (error) {
      toast.fail(explain(error));
    } finally {
      setBusy(undefined);
    }
  };
  const tryOut = () =>
    during('trying', async () => {
      setResult(await call(dryRunRoutingRules, { body: { area: set.area.code, rules: [...rules] } }));
    });
  const save = (note: string) =>
    during('saving', async () => {
      const saved = await call(setRoutingRules, {
        query: { area: set.area.code },
        body: { version: set.version, rules: [...rules], note },
      });
      putApi(getRoutingRules, { query: {} }, saved);
      setEdited(undefined);
      setResult(undefined);
      await refreshApi(listRoutingRuleVersions);
      toast.done('已保存，30 秒内全部生效');
    });
  return {
    rules,
    changed: edited !== undefined,
    busy,
    result,
    edit: setEdited,
    reset: () => setEdited(undefined),
    closeResult: () => setResult(undefined),
    tryOut,
    save,
  };
}
