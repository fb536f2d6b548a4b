import { useEffect, useState } from 'react';
import { getArea } from '@shared/areas/contract';
import {
  changeNotice,
  createNotice,
  getManagedNotice,
  listNotices,
  NOTICE_WRITERS,
} from '@shared/notices/contract';
import { type ManagedNotice } from '@shared/notices/schemas';
import { ApiProblem, call, explain, newKey, putApi, refreshApi, useApi } from '@miniapp/client';
import { replacePage } from '@miniapp/platform/navigation';
import { storage } from '@miniapp/platform/storage';
import { confirm, toast } from '@miniapp/ui';
import { useUnsaved } from '@miniapp/widgets/use-unsaved';
import { useOwnAreas } from '@miniapp/widgets/own-areas';
import { routes } from '@miniapp/widgets/routes';
import { sayMissing } from '@miniapp/widgets/say-missing';
import { checkDraft, draftOf, type NoticeDraft, questionOf, type Wrong } from '../model/draft';

/** What was typed of a new notice and not sent; without its area, which belongs to who is signed in. */
const KEY = 'lx.notice-draft';

/** What is being written, what is wrong with it, and the way out of the door. */
export function useNoticeForm(notice: ManagedNotice | undefined, onDone: (() => void) | undefined) {
  const [draft, setDraft] = useState<NoticeDraft>(() =>
    notice ? draftOf(notice) : (storage.get<NoticeDraft>(KEY) ?? draftOf(undefined)),
  );
  const [written, setWritten] = useState(false);
  // A new one is kept on the phone.
  useUnsaved(written && notice !== undefined);
  // The same words sent again after a broken connection are the same notice.
  const [key, setKey] = useState(newKey);
  const [wrong, setWrong] = useState<Wrong>({});
  const [saving, setSaving] = useState(false);
  const [own] = useOwnAreas(NOTICE_WRITERS);
  const { data: area } = useApi(
    getArea,
    { params: { code: own ?? '' } },
    { enabled: notice === undefined && own !== undefined },
  );
  useEffect(() => {
    if (area) setDraft((now) => (now.area ? now : { ...now, area: { code: area.code, name: area.name } }));
  }, [area]);

  const change = (part: Partial<NoticeDraft>): void => {
    const next = { ...draft, ...part };
    setDraft(next);
    setWritten(true);
    setKey(newKey());
    if (!notice) storage.set(KEY, { ...next, area: undefined });
  };

  const send = async (made: Exclude<ReturnType<typeof checkDraft>, { wrong: Wrong }>) => {
    const { words, term, areaCode, askAgain } = made;
    if (notice) {
      const body = { ...words, ...term, ...(askAgain && { askAgain }), version: notice.version };
      return call(changeNotice, { params: { id: notice.id }, body });
    }
    const body = { ...words, ...term, validUntil: term.validUntil ?? '', areaCode };
    return call(createNotice, { body }, { idempotencyKey: key });
  };

  const save = async (): Promise<void> => {
    const made = checkDraft(draft, notice, Date.now());
    if (made.wrong) {
      setWrong(made.wrong);
      sayMissing();
      return;
    }
    setWrong({});
    if (!(await confirm(questionOf(draft, notice)))) return;
    setSaving(true);
    try {
      const saved = await send(made);
      putApi(getManagedNotice, { params: { id: saved.id } }, saved);
      await refreshApi(listNotices);
      toast.done(saved.state === 'scheduled' ? '已安排好，到时自动发布' : notice ? '已保存' : '已发布');
      if (notice) onDone?.();
      else {
        storage.remove(KEY);
        await replacePage(routes.writeNotice, { id: saved.id });
      }
    } catch (error) {
      const issues = error instanceof ApiProblem ? error.errors : [];
      setWrong(Object.fromEntries(issues.map(({ path, message }): [string, string] => [path, message])));
      toast.fail(explain(error));
    } finally {
      setSaving(false);
    }
  };
  return { draft, wrong, saving, save, change };
}
