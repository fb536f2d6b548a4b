import { useState } from 'react';
import { CODE_MAKERS, printAddressCodes, printGridPoster } from '@shared/address-codes/contract';
import { explain, openDocument, useHasRole, useUser } from '@miniapp/client';
import { Button, toast, View } from '@miniapp/ui';

type Wanted = 'poster' | 'labels';
const CONTRACTS = { poster: printGridPoster, labels: printAddressCodes };

/** What of a grid is put up on walls and doors: a poster for anyone, the codes of its buildings for who answers for it. */
export function GridPrints({ code }: { code: string }) {
  const signedIn = useUser() !== null;
  const makes = useHasRole(...CODE_MAKERS);
  const [busy, setBusy] = useState<Wanted>();
  if (!signedIn) return null;
  const print = (wanted: Wanted): void => {
    setBusy(wanted);
    // At once in the press: browsers open windows only then.
    openDocument(CONTRACTS[wanted], { params: { code } })
      .catch((error: unknown) => toast.fail(explain(error)))
      .finally(() => setBusy(undefined));
  };
  return (
    <View className="grid-leave-word">
      <Button kind="ghost" icon="share" block loading={busy === 'poster'} onPress={() => print('poster')}>
        打印网格海报
      </Button>
      {makes ? (
        <Button kind="ghost" icon="list" block loading={busy === 'labels'} onPress={() => print('labels')}>
          打印楼栋二维码
        </Button>
      ) : null}
    </View>
  );
}
