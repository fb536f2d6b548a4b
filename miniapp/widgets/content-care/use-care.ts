import { useRef, useState } from 'react';
import { getCase, listCaseEvents, listCases } from '@shared/cases/contract';
import { type InputOf } from '@shared/core/contract';
import { askReview, judgeContent, listModeration, reportContent } from '@shared/moderation/contract';
import { ApiProblem, call, explain, newKey, putApi, refreshApi } from '@miniapp/client';
import { toast } from '@miniapp/ui';

type JudgeBody = InputOf<typeof judgeContent>['body'];
type ReportBody = InputOf<typeof reportContent>['body'];

/**
 * Decisions and complaints about what a case shows. Each says in a toast how it went and gives whether it did; pressing
 * again after a lost answer repeats the same request.
 */
export function useCare(caseId: string) {
  const [busy, setBusy] = useState(false);
  const keys = useRef(new Map<string, string>());
  const carryOut = async (
    what: unknown,
    done: string,
    send: (idempotencyKey: string) => Promise<unknown>,
  ) => {
    const name = JSON.stringify(what);
    const key = keys.current.get(name) ?? newKey();
    keys.current.set(name, key);
    setBusy(true);
    try {
      await send(key);
      keys.current.delete(name);
      toast.done(done);
      return true;
    } catch (error) {
      if (error instanceof ApiProblem) keys.current.delete(name);
      toast.fail(explain(error));
      // Somebody else decided meanwhile: show how it stands now.
      if (error instanceof ApiProblem && error.status === 409) await refreshApi(getCase, listModeration);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const params = { id: caseId };
  return {
    busy,
    judge: (body: JudgeBody, done: string) =>
      carryOut(body, done, async (idempotencyKey) => {
        putApi(getCase, { params }, await call(judgeContent, { params, body }, { idempotencyKey }));
        // The page may know the case by its number, and the public's look at it is another answer.
        await refreshApi(getCase, listModeration, listCases, listCaseEvents);
      }),
    askAgain: (body: { item: string; text: string }) =>
      carryOut(body, '已提交，管理人员会再看一遍', async (idempotencyKey) => {
        putApi(getCase, { params }, await call(askReview, { params, body }, { idempotencyKey }));
        await refreshApi(getCase);
      }),
    complain: (body: ReportBody) =>
      carryOut(body, '已收到举报，管理人员会处理', (idempotencyKey) =>
        call(reportContent, { params, body }, { idempotencyKey }),
      ),
  };
}
