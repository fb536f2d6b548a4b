import { useState } from 'react';
import { printCase } from '@shared/prints/contract';
import { explain, openDocument } from '@miniapp/client';
import { Button, toast } from '@miniapp/ui';

/** The case on paper: a PDF that the browser or WeChat prints. */
export function PrintButton({ id }: { id: string }) {
  const [busy, setBusy] = useState(false);
  const print = async (): Promise<void> => {
    setBusy(true);
    try {
      await openDocument(printCase, { params: { id } });
    } catch (error) {
      toast.fail(explain(error));
    }
    setBusy(false);
  };
  return (
    <Button kind="secondary" block icon="document" loading={busy} onPress={() => void print()}>
      打印工单
    </Button>
  );
}
