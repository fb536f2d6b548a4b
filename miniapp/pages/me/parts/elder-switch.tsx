import { updateMe } from '@shared/auth/contract';
import { call, explain, session } from '@miniapp/client';
import { setElderMode, SwitchCell, toast, useElderMode } from '@miniapp/ui';

/** 长辈版 on or off: at once on this device, and with the account, so that it comes along to the next one. */
export function ElderSwitch() {
  const elder = useElderMode();
  const flip = async (): Promise<void> => {
    const on = !elder;
    setElderMode(on);
    if (!session.state.getState().user) return;
    try {
      session.setUser(await call(updateMe, { body: { preferences: { elder: on } } }));
    } catch (error) {
      toast.info(`这台设备已切换，没有存到账号里：${explain(error)}`);
    }
  };
  return (
    <SwitchCell
      icon="text-size"
      title="长辈版"
      note="字大、按钮大、对比清楚"
      label="长辈版，字大、按钮大"
      on={elder}
      onChange={() => void flip()}
    />
  );
}
