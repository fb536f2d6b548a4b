import { explain, session, visitBox } from '@miniapp/client';
import { Cell, CellList, confirm, toast } from '@miniapp/ui';

/** Visits name the people met: they do not stay on the device, and are not lost without being asked. */
async function mayLoseVisits(): Promise<boolean> {
  // Perhaps there is a network now.
  await visitBox.flush();
  const count = visitBox.unsent();
  return (
    count === 0 ||
    confirm({
      title: `还有 ${count} 条走访没发出去`,
      text: '走访里有居民的姓名和情况，退出后会从这台设备上删掉，找不回来。可以先连上网络，发完再退出。',
      yes: '删掉并退出',
      no: '先不退出',
      danger: true,
    })
  );
}

async function signOut(): Promise<void> {
  const yes = await confirm({
    title: '退出登录？',
    text: '没发出去的报事会留在这台设备上，下次登录后还在。',
    yes: '退出',
  });
  if (!yes || !(await mayLoseVisits())) return;
  await session.signOut();
  visitBox.wipe();
  toast.done('已退出登录');
}

async function signOutEverywhere(): Promise<void> {
  const yes = await confirm({
    title: '在所有设备上退出？',
    text: '包括这一台。手机丢了，或者在别人的电脑上登录过，就用这个。',
    yes: '全部退出',
    danger: true,
  });
  if (!yes || !(await mayLoseVisits())) return;
  try {
    await session.signOut(true);
    visitBox.wipe();
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
