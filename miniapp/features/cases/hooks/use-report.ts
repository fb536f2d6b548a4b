import { useCallback, useEffect, useRef, useState } from 'react';
import { isBlank, outbox, type PhotoList, type ReportForm } from '@miniapp/client';
import { toast } from '@miniapp/ui';

export interface Report {
  id: string;
  /** The form as drawn. `text` follows half a second behind the keyboard. */
  form: ReportForm;
  /** What the page was opened with; the text fields start from it. */
  initial: ReportForm;
  photos: PhotoList;
  update: (edit: Partial<ReportForm>) => void;
  /** Writes what is still on its way from the keyboard. */
  keep: () => void;
  /** Throws the draft away and begins with an empty form. */
  restart: () => void;
}

const TYPING_MS = 400;

/** The draft behind the form: every change is kept on the device, letters a moment after they are typed. */
export function useReport(draftId: string | undefined): Report {
  const [submission, setSubmission] = useState(() => outbox.open(draftId));
  const { id } = submission;
  const [form, setForm] = useState(submission.form);
  const latest = useRef(submission.form);
  const timer = useRef<ReturnType<typeof setTimeout>>();

  const keep = useCallback(() => {
    clearTimeout(timer.current);
    setForm(latest.current);
    // A page may be closed after its report was sent: nothing to keep then.
    if (outbox.has(id)) outbox.save(id, latest.current);
  }, [id]);
  const update = useCallback(
    (edit: Partial<ReportForm>) => {
      latest.current = { ...latest.current, ...edit };
      clearTimeout(timer.current);
      const typing = 'text' in edit || 'addressText' in edit;
      if (typing) timer.current = setTimeout(keep, TYPING_MS);
      else keep();
    },
    [keep],
  );
  const restart = useCallback(() => {
    const { place } = latest.current;
    outbox.discard(id);
    const next = outbox.create();
    latest.current = { ...next.form, place };
    setForm(latest.current);
    setSubmission({ ...next, form: latest.current });
  }, [id]);
  useEffect(
    () => () => {
      keep();
      if (outbox.has(id) && !isBlank(outbox.open(id)) && outbox.open(id).state === 'draft') {
        toast.info('已存为草稿，在「我的事」里可以接着写');
      }
    },
    [keep, id],
  );

  return { id, form, initial: submission.form, photos: outbox.photos(id), update, keep, restart };
}
