import { useEffect } from 'react';
import { resolveWechatScene } from '@shared/wechat/contract';
import { type WechatCodeKind } from '@shared/wechat/targets';
import { call, explain } from '@miniapp/client';
import { openPage, useQuery } from '@miniapp/platform/navigation';
import { toast } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';

const open: Record<WechatCodeKind, (id: string) => Promise<void>> = {
  grid: (code) => openPage(routes.grid, { code }),
  case: (id) => openPage(routes.detail, { id }),
  notice: (id) => openPage(routes.notice, { id }),
};

/** Whoever scanned a mini-program code comes in here and is led to what the code is of; "back" leads home. */
export function useEntrance(): void {
  const { scene } = useQuery();
  useEffect(() => {
    if (!scene) return;
    call(resolveWechatScene, { params: { scene } })
      .then(({ kind, id }) => open[kind](id))
      .catch((error: unknown) => toast.fail(explain(error)));
  }, [scene]);
}
