import { explain, session } from '@miniapp/client';
import { Cell, CellList, confirm, toast } from '@miniapp/ui';

async function signOut(): Promise<void> {
  const yes = await confirm({
    title: '退出登录？',
    text: '没发出去的内容会留在这台设备上，下次登录后还在。',
    yes: '退出',
  });
  if (!yes) return;
  await session.signOut();
  toast.done('已退出登录');
}

async function signOutEverywhere(): Promise<void> {
  const yes = await confirm({
    title: '在所有设备上退出？',
    text: '包括这一台。手机丢了，或者在别人的电脑上登录过，就用这个。',
    yes: '全部退出',
    danger: true,
  });
  if (!yes) return;
  try {
    await session.signOut(true);
    toast.done('已在所有设备上退出');
  } catch (error) {
    toast.fail(`没有全部退出：${explain(error)}`);
  }
}

export function SignOut() {
  return (
    <CellList label="退出">
      <Cell icon="sign-out" title="退出登录" onPress={() => void signOut()} />
      <Cell icon="lock" title="在所有设备上退出" onPress={() => void signOutEverywhere()} />
    </CellList>
  );
}
