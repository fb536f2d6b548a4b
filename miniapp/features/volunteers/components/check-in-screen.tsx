import { getCheckInCodes } from '@shared/activities/contract';
import { useApi } from '@miniapp/client';
import { CODES_POLL_MS, RotatingCode } from '@miniapp/widgets/check-in/rotating-code';

/** The code volunteers type in. */
export function CheckInScreen({ id }: { id: string }) {
  const { data, dataUpdatedAt } = useApi(getCheckInCodes, { params: { id } }, { pollMs: CODES_POLL_MS });
  return <RotatingCode codes={data} cameAt={dataUpdatedAt} hint="请志愿者打开活动页，输入这个码。" />;
}
