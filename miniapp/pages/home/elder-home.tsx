import { useState } from 'react';
import { listMyCases } from '@shared/cases/contract';
import { isOpen } from '@shared/cases/statuses';
import { useApi, useUser } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { callPhone } from '@miniapp/platform/phone-call';
import { BigEntry, toast } from '@miniapp/ui';
import { type MyGrid } from '@miniapp/widgets/my-grid';
import { CallPersonSheet, canBeCalled } from '@miniapp/widgets/call-sheet/call-person';
import { personToTurnTo } from '@miniapp/widgets/grid-card/person-to-turn-to';
import { routes } from '@miniapp/widgets/routes';
import { MyGridSection } from './my-grid-section';
import { NoticeStrip } from './notice-strip';
import { OpenCases } from './open-cases';

/** 长辈版: three doors, the call goes to who is there for the grid (else to the center's duty phone), then who serves here and what is open. */
export function ElderHome({ grid }: { grid: MyGrid }) {
  const user = useUser();
  const mine = useApi(
    listMyCases,
    { query: { relation: 'reported' } },
    { enabled: user !== null, keep: 'mine' },
  );
  const open = user ? (mine.data?.items.filter(({ status }) => isOpen(status)).length ?? 0) : 0;
  const center = grid.contacts.data?.center;
  const person = grid.contacts.data ? personToTurnTo(grid.contacts.data.team) : null;
  const phone = center?.phone;
  const [calling, setCalling] = useState(false);
  // Not signed in, or nobody there: the duty phone, which is public.
  const callable = user && person?.onDuty && canBeCalled(person) ? person : null;
  const call = () => {
    if (callable) setCalling(true);
    else if (phone) void callPhone(phone).catch(() => toast.info(`请拨打 ${phone}`));
    else grid.locate();
  };
  const callNote = callable
    ? `${callable.functionName}${callable.name}`
    : phone
      ? `${center.name} ${phone}${person ? `，找${person.name}` : ''}`
      : grid.state === 'locating'
        ? '正在找您的网格…'
        : '先按您的位置找到网格';
  return (
    <>
      <BigEntry
        icon="camera"
        title="报事"
        note="拍张照片，说一句话"
        primary
        onPress={() => void openPage(routes.report)}
      />
      <BigEntry icon="phone" title="打电话找网格员" note={callNote} onPress={call} />
      <BigEntry
        icon="clipboard"
        title="我的事"
        note={open > 0 ? `有 ${open} 件正在办` : '看看办到哪一步了'}
        onPress={() => void openPage(routes.mine)}
      />
      <OpenCases brief />
      <NoticeStrip area={grid.code} />
      <MyGridSection grid={grid} />
      {calling && callable && grid.code ? (
        <CallPersonSheet
          person={callable}
          areaCode={grid.code}
          instead={phone ? { name: center.name, phone } : undefined}
          onClose={() => setCalling(false)}
        />
      ) : null}
    </>
  );
}
