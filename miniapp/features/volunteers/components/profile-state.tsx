import { type VolunteerView } from '@shared/volunteers/schemas';
import { calendarTime } from '@shared/time/shanghai';
import { Banner } from '@miniapp/ui';
import { useNow } from '@miniapp/widgets/use-now';

/** Where a registration stands, in a sentence. */
export function ProfileState({ me }: { me: VolunteerView }) {
  const now = useNow();
  if (me.pausedUntil)
    return (
      <Banner tone="warning">{`90 天内爽约满 3 次，${calendarTime(Date.parse(me.pausedUntil), now)} 起可以再报名。记错了请找活动组织者更正。`}</Banner>
    );
  switch (me.state) {
    case 'pending':
      return <Banner>{`已提交，等${me.area?.name ?? '社区'}所在的社区审核，结果会发消息给您。`}</Banner>;
    case 'verified':
      return <Banner tone="success">您已是审核过的志愿者，可以报名活动。改姓名要重新审核。</Banner>;
    case 'declined':
      return <Banner tone="danger">{`没有通过：${me.decision?.reason ?? ''}。改好后再提交。`}</Banner>;
    case 'left':
      return <Banner>您退出了志愿者，随时可以再注册。</Banner>;
    case 'none':
      return null;
  }
}
