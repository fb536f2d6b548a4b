import { useState } from 'react';
import { getCase } from '@shared/cases/contract';
import { type CaseView } from '@shared/cases/schemas';
import { fileUrl, useApi } from '@miniapp/client';
import { Button, Sheet, Skeleton } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { PublicLook } from '@miniapp/widgets/public-look';

/** For the reporter of a public case: the way to what others see of it. */
export function OthersSee({ item }: { item: CaseView }) {
  const [open, setOpen] = useState(false);
  if (item.viewer !== 'reporter' || item.visibility !== 'public') return null;
  return (
    <>
      <Button kind="ghost" size="small" icon="eye" onPress={() => setOpen(true)}>
        别人看到的样子
      </Button>
      {open ? <Look id={item.id} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function Look({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useApi(getCase, { params: { id }, query: { as: 'public' } });
  return (
    <Sheet open title="别人看到的样子" onClose={onClose}>
      <Loaded query={query} skeleton={<Skeleton kind="cards" rows={1} />}>
        {(view) => (
          <PublicLook
            text={view.text}
            address={view.addressText}
            photos={view.photos.flatMap(({ thumbUrl }) => (thumbUrl ? fileUrl(thumbUrl) : []))}
          />
        )}
      </Loaded>
    </Sheet>
  );
}
