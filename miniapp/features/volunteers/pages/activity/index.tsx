import { useDidShow } from '@tarojs/taro';
import { getActivity } from '@shared/activities/contract';
import { NO_SHOW_RULE } from '@shared/activities/rules';
import { type ActivityView, type Eligibility } from '@shared/activities/schemas';
import { friendlyTime } from '@shared/time/shanghai';
import { refreshApi, useApi } from '@miniapp/client';
import { MapView } from '@miniapp/platform/map';
import { openPage, toUrl, useQuery } from '@miniapp/platform/navigation';
import { Banner, Button, Card, Heading, Page, Skeleton, Tag, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { useShareLink } from '@miniapp/widgets/share-link';
import { useNow } from '@miniapp/widgets/use-now';
import { ShiftCard } from '../../components/shift-card';
import '../../volunteers.scss';

const MAP_ZOOM = 16;

/** `?id=` one activity: what, where, its shifts and where I stand. */
export default function ActivityPage() {
  const { id = '' } = useQuery();
  const query = useApi(getActivity, { params: { id } });
  const share = useShareLink(query.data && cardOf(query.data), '转给别人');
  useDidShow(() => void refreshApi(getActivity));
  return (
    <Page title="志愿活动" width="form">
      <Loaded query={query} skeleton={<Skeleton kind="cards" rows={3} />}>
        {(activity) => <Activity activity={activity} />}
      </Loaded>
      {share}
    </Page>
  );
}

const cardOf = ({ id, title, area, addressText, organiser, cancelled }: ActivityView) =>
  cancelled
    ? undefined
    : {
        title: `志愿活动：${title}`,
        url: toUrl(routes.activity, { id }),
        picture: {
          kind: '志愿活动',
          title,
          lines: [`集合：${addressText}`, `${area.name} · ${organiser.name} 组织`],
        },
      };

const LIMITS: Record<keyof Eligibility, string> = {
  party: '只限党员',
  adults: '只限 18 周岁以上',
  locals: '只限本区域',
};

function Activity({ activity }: { activity: ActivityView }) {
  const now = useNow();
  const { title, text, bring, addressText, area, place, organiser, eligibility, change, cancelled } =
    activity;
  const limits = (Object.keys(LIMITS) as (keyof Eligibility)[]).filter((key) => eligibility[key]);
  return (
    <>
      {cancelled ? <Banner tone="danger">{`活动取消：${cancelled.reason}`}</Banner> : null}
      {change && !cancelled ? (
        <Banner tone="warning">{`${friendlyTime(Date.parse(change.at), now)} 有变化：${change.notice}`}</Banner>
      ) : null}
      <Card>
        <View className="lx-stack">
          <Heading level={2} className="lx-title">
            {title}
          </Heading>
          {limits.length > 0 ? (
            <View className="vol-tags">
              {limits.map((key) => (
                <Tag key={key}>{LIMITS[key]}</Tag>
              ))}
            </View>
          ) : null}
          <View className="vol-text">{text}</View>
          {bring ? <View className="lx-small">{`请带：${bring}`}</View> : null}
          <View className="lx-small">{`集合：${addressText}`}</View>
          {place ? (
            <MapView
              label={`集合地点：${addressText}`}
              centre={place}
              zoom={MAP_ZOOM}
              height="180px"
              markers={[{ id: 'place', lng: place.lng, lat: place.lat, kind: 'working', label: addressText }]}
            />
          ) : null}
          <View className="lx-caption">{`${area.name} · ${organiser.name} 组织`}</View>
        </View>
      </Card>
      {activity.manage ? (
        <Button
          kind="secondary"
          icon="clipboard"
          onPress={() => void openPage(routes.manageActivity, { id: activity.id })}
        >
          组织这个活动
        </Button>
      ) : null}
      {activity.shifts.map((shift, at) => (
        <ShiftCard key={shift.id} activity={activity} shift={shift} number={at + 1} />
      ))}
      <Card title="爽约怎么算">
        <View className="lx-small">{NO_SHOW_RULE}</View>
      </Card>
    </>
  );
}
