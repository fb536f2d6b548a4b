import { useState } from 'react';
import { useUser } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Button, Card, Cell, CellList, Page, View } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';
import { PrivacyNote } from '@miniapp/widgets/privacy-note';
import { AdminLink } from './parts/admin-link';
import { ElderSwitch } from './parts/elder-switch';
import { HomeGrid } from './parts/home-grid';
import { InboxLink } from './parts/inbox-link';
import { VerifyLink } from './parts/verify-link';
import { SignOut } from './parts/sign-out';
import { WhoIAm } from './parts/who-i-am';
import { WorkbenchLink } from './parts/workbench-link';
import './index.scss';

export default function MePage() {
  const user = useUser();
  const [reading, setReading] = useState(false);
  return (
    <Page title="我的" width="form">
      {user ? <WhoIAm user={user} /> : <Guest />}
      {user ? (
        <CellList label="我的事情">
          <Cell
            icon="clipboard"
            title="我的事"
            note="我报的、等我评价的、没发出去的"
            onPress={() => void openPage(routes.mine)}
          />
          <Cell
            icon="heart"
            title="志愿服务"
            note="活动、时长、积分和证书"
            onPress={() => void openPage(routes.volunteering)}
          />
          <InboxLink />
          <WorkbenchLink />
          <VerifyLink />
          <AdminLink />
          <HomeGrid user={user} />
        </CellList>
      ) : null}
      <CellList label="设置">
        <ElderSwitch />
        {user ? (
          <Cell
            icon="bell"
            title="消息设置"
            note="收哪些消息、什么时候不打扰"
            onPress={() => void openPage(routes.notificationSettings)}
          />
        ) : null}
        {user ? (
          <Cell
            icon="building"
            title="我的住处"
            note="核实一次，就能附议和表决"
            onPress={() => void openPage(routes.residence)}
          />
        ) : null}
        {user ? (
          <Cell
            icon="eye"
            title="谁看过我的电话"
            note="谁、什么时候、为什么，都有记录"
            onPress={() => void openPage(routes.contactRecords)}
          />
        ) : null}
        <Cell
          icon="shield"
          title="隐私说明"
          note="保存什么、谁看得到，用大白话讲"
          onPress={() => setReading(true)}
        />
      </CellList>
      {user ? <SignOut /> : null}
      <View className="me__version">网格连心 {process.env.TARO_APP_VERSION}</View>
      <PrivacyNote open={reading} onClose={() => setReading(false)} />
    </Page>
  );
}

function Guest() {
  return (
    <Card>
      <View className="me__guest">
        <View className="lx-title">您还没有登录</View>
        <View className="lx-small">登录后可以报事、看办理进度、给结果评价。只是看看，不用登录。</View>
        <Button block onPress={() => void openPage(routes.signIn, { to: '/pages/me/index' })}>
          登录
        </Button>
      </View>
    </Card>
  );
}
