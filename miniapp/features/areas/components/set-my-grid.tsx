import { useState } from 'react';
import { explain } from '@miniapp/client';
import { Button, Tag, toast } from '@miniapp/ui';
import { chooseGrid, useMyGrid } from '@miniapp/widgets/my-grid';

/** Makes this grid mine, or says that it is. */
export function SetMyGrid({ code, name }: { code: string; name: string }) {
  const mine = useMyGrid();
  const [busy, setBusy] = useState(false);
  if (mine.code === code && mine.chosen) return <Tag icon="check">我的网格</Tag>;
  const choose = async () => {
    setBusy(true);
    try {
      await chooseGrid({ code, name });
      toast.done(`已把${name}设为您的网格`);
    } catch (error) {
      toast.fail(explain(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button kind="secondary" size="small" loading={busy} onPress={() => void choose()}>
      设为我的网格
    </Button>
  );
}
