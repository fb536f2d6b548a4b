import { useState } from 'react';
import { type NotificationSettings } from '@shared/notifications/settings';
import { useHasRole } from '@miniapp/client';
import { Banner, Cell, CellList, Empty, Page, Skeleton, SwitchCell, Text, toast } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { ensureSignedIn } from '@miniapp/widgets/sign-in';
import { HourSheet } from '../../components/hour-sheet';
import { WechatPushes } from '../../components/wechat-pushes';
import { useSettings } from '../../hooks/use-settings';
import { clockOf, hourOf, hourText, quietInWords } from '../../model/hours';

/** What I want to be told of, when WeChat stays quiet, and whether followed cases come once a day. */
export default function NotificationSettingsPage() {
  const { user, query, change } = useSettings();
  if (!user) {
    return (
      <Page title="消息设置" width="form">
        <Empty
          icon="bell"
          title="登录后可以设置消息"
          note="选择收哪些消息、什么时候不打扰"
          action={{ text: '去登录', onPress: () => void ensureSignedIn(routes.notificationSettings) }}
        />
      </Page>
    );
  }
  return (
    <Page title="消息设置" width="form">
      <Loaded query={query} skeleton={<Skeleton kind="cards" rows={3} />}>
        {(settings) => <Settings settings={settings} change={(part) => void change(part)} />}
      </Loaded>
    </Page>
  );
}

interface SettingsProps {
  settings: NotificationSettings;
  change: (part: Partial<NotificationSettings>) => void;
}

type Hour = 'from' | 'to' | 'digest';
const HOUR_TITLES: Record<Hour, string> = { from: '从几点开始', to: '到几点结束', digest: '几点汇总' };

function Settings({ settings, change }: SettingsProps) {
  const staff = useHasRole();
  const { mine, followed, work, quiet, digest } = settings;
  const [picking, setPicking] = useState<Hour>();
  const hours: Record<Hour, string> = { from: quiet.from, to: quiet.to, digest: clockOf(digest.hour) };
  const pick = (value: string): void => {
    if (picking === 'digest') change({ digest: { on: true, hour: hourOf(value) } });
    else if (value === (picking === 'from' ? quiet.to : quiet.from)) toast.info('开始和结束不能是同一时间');
    else if (picking) change({ quiet: { ...quiet, [picking]: value } });
  };
  const hourCell = (hour: Hour) => (
    <Cell
      title={HOUR_TITLES[hour]}
      value={hourText(hours[hour])}
      label={`${HOUR_TITLES[hour]}：${hourText(hours[hour])}`}
      onPress={() => setPicking(hour)}
    />
  );
  return (
    <>
      <CellList title="收哪些消息">
        <SwitchCell
          title="我报的事"
          note="受理、答复、核实等每一步"
          on={mine}
          onChange={(on) => change({ mine: on })}
        />
        <SwitchCell
          title="我关注的事"
          note="有进展、有结果时"
          on={followed}
          onChange={(on) => change({ followed: on })}
        />
        {staff ? (
          <SwitchCell
            title="工作消息也发到微信"
            note="关掉后，消息列表里仍然会有"
            on={work}
            onChange={(on) => change({ work: on })}
          />
        ) : null}
      </CellList>
      {followed ? (
        <CellList title="每天汇总">
          <SwitchCell
            title="关注的事每天只收一条"
            note="把一天里的进展合在一起告诉您，不再一条一条来"
            on={digest.on}
            onChange={(on) => change({ digest: { ...digest, on } })}
          />
          {digest.on ? hourCell('digest') : null}
        </CellList>
      ) : null}
      <CellList title="免打扰">
        <SwitchCell
          title="夜间免打扰"
          note={quiet.on ? `${quietInWords(quiet)}，不发微信通知` : '现在随时都会发微信通知'}
          on={quiet.on}
          onChange={(on) => change({ quiet: { ...quiet, on } })}
        />
        {quiet.on ? hourCell('from') : null}
        {quiet.on ? hourCell('to') : null}
      </CellList>
      <Banner>
        <Text>
          {`免打扰时，消息照样会进「消息」列表，只是微信通知等结束后再发。${
            staff ? '紧急事项的工作消息不受免打扰限制。' : ''
          }`}
        </Text>
      </Banner>
      <WechatPushes staff={staff} />
      {picking ? (
        <HourSheet
          title={HOUR_TITLES[picking]}
          value={hours[picking]}
          onChange={pick}
          onClose={() => setPicking(undefined)}
        />
      ) : null}
    </>
  );
}
