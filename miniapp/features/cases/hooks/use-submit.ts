import { useDidShow } from '@tarojs/taro';
import { useRef, useState } from 'react';
import { ApiProblem, explain, isBlank, outbox, session } from '@miniapp/client';
import { tapOnSuccess } from '@miniapp/platform/haptics';
import { replacePage } from '@miniapp/platform/navigation';
import { toast } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';
import { ensureSignedIn } from '@miniapp/widgets/sign-in';
import { type Report } from './use-report';

export interface Submit {
  sending: boolean;
  /** There was no network: it is kept and goes out by itself. */
  waiting: boolean;
  problem: ApiProblem | null;
  submit: () => Promise<void>;
}

/** Pressing 提交: sign in if need be, send, then the receipt. */
export function useSubmit(report: Report, categoryCode: string | undefined): Submit {
  const [sending, setSending] = useState(false);
  const [waiting, setWaiting] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const goesOn = useRef(false);

  const send = async () => {
    setSending(true);
    try {
      if (categoryCode) report.update({ categoryCode });
      const view = await outbox.submit(report.id);
      if (view) {
        tapOnSuccess();
        await replacePage(routes.receipt, { id: view.id });
      } else setWaiting(true);
    } catch (error) {
      if (error instanceof ApiProblem) setProblem(error);
      toast.fail(explain(error));
    } finally {
      setSending(false);
    }
  };

  const submit = async () => {
    report.keep();
    setProblem(null);
    const missing = whatIsMissing(report);
    if (missing) {
      setProblem(missing);
      toast.fail(missing.detail);
      return;
    }
    goesOn.current = true;
    if (await ensureSignedIn(routes.report)) {
      goesOn.current = false;
      await send();
    }
  };

  // Back from signing in: what was pressed before goes on, once.
  useDidShow(() => {
    if (!goesOn.current) return;
    goesOn.current = false;
    if (session.state.getState().user && !isBlank(outbox.open(report.id))) void send();
  });

  return { sending, waiting, problem, submit };
}

function whatIsMissing({ id }: Report): ApiProblem | null {
  const { form } = outbox.open(id);
  const errors = [
    ...(form.text.trim().length < 2
      ? [{ path: 'text', code: 'too_small', message: '请用一句话说说是什么事' }]
      : []),
    ...(form.place ? [] : [{ path: 'place', code: 'required', message: '请在地图上标出事情发生的地方' }]),
  ];
  const [first] = errors;
  if (!first) return null;
  return new ApiProblem({ status: 400, code: 'VALIDATION_FAILED', detail: first.message, errors });
}
