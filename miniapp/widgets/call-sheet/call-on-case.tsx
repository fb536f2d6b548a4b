import { useState } from 'react';
import { type CaseView } from '@shared/cases/schemas';
import { discloseOnCase } from '@shared/contacts/contract';
import { call } from '@miniapp/client';
import { Button } from '@miniapp/ui';
import { CallSheet, type CallSheetProps } from '.';

type Ask = Pick<CallSheetProps, 'title' | 'whose' | 'purposes'>;

function askOf({ phoneOf, assignee, reporter }: CaseView): Ask | null {
  if (phoneOf === 'worker' && assignee?.type === 'person') {
    const { name, functionName } = assignee.worker;
    return { title: `给${functionName}${name}打电话`, whose: name, purposes: ['问办理进展'] };
  }
  if (phoneOf === 'reporter' && reporter)
    return {
      title: '给反映人打电话',
      whose: reporter.name,
      purposes: ['核实情况', '约时间上门', '告知结果', '回电话'],
    };
  return null;
}

/** The other side of a case, one call away; nothing where there is nobody to call. */
export function CallOnCase({ item }: { item: CaseView }) {
  const [open, setOpen] = useState(false);
  const ask = askOf(item);
  if (!ask) return null;
  return (
    <>
      <Button kind="secondary" icon="phone" block label={ask.title} onPress={() => setOpen(true)}>
        打电话
      </Button>
      {open ? (
        <CallSheet
          {...ask}
          ask={(purpose) => call(discloseOnCase, { params: { id: item.id }, body: { purpose } })}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
