import { updateMe } from '@shared/auth/contract';
import { call, explain, session } from '@miniapp/client';
import { Icon, ListItem, Tappable, View, cx, setElderMode, toast, useElderMode } from '@miniapp/ui';

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
    <ListItem className="lx-cell">
      <Tappable
        className="lx-cell__row lx-cell__row--press"
        role="switch"
        checked={elder}
        label="长辈版，字大、按钮大"
        onPress={() => void flip()}
      >
        <Icon name="text-size" className="lx-cell__icon" />
        <View className="lx-cell__text">
          <View className="lx-cell__title">长辈版</View>
          <View className="lx-cell__note">字大、按钮大、对比清楚</View>
        </View>
        <View className="lx-cell__value">{elder ? '已开' : '未开'}</View>
        <View className={cx('me__switch', elder && 'me__switch--on')} hidden>
          <View className="me__knob" />
        </View>
      </Tappable>
    </ListItem>
  );
}
