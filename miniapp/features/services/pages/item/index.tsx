import { getService } from '@shared/services/contract';
import { WAY_NAMES } from '@shared/services/catalogue';
import { type ServiceView } from '@shared/services/views';
import { useApi } from '@miniapp/client';
import { MapView } from '@miniapp/platform/map';
import { openPage, useQuery } from '@miniapp/platform/navigation';
import { Banner, Button, Card, Heading, Page, Skeleton, Tag, Text, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { useMyGrid } from '@miniapp/widgets/my-grid';
import { routes } from '@miniapp/widgets/routes';
import { ensureSignedIn } from '@miniapp/widgets/sign-in';
import '../../services.scss';

/** `?id=` one service: who, with what, how, how long, what it costs, where. */
export default function ServicePage() {
  const { id = '' } = useQuery();
  const { code } = useMyGrid();
  const query = useApi(
    getService,
    { params: { id }, query: { area: code ?? undefined } },
    { enabled: id !== '' },
  );
  const apply = async () => {
    const to = `${routes.applyService}?id=${id}`;
    if (await ensureSignedIn(to)) await openPage(routes.applyService, { id });
  };
  return (
    <Page
      title="怎么办"
      width="form"
      actions={
        query.data && !query.data.withdrawn ? (
          <Button block size="large" icon="pencil" onPress={() => void apply()}>
            办理
          </Button>
        ) : undefined
      }
    >
      <Loaded query={query} skeleton={<Skeleton kind="cards" rows={4} />}>
        {(item) => <Service item={item} />}
      </Loaded>
    </Page>
  );
}

function Service({ item }: { item: ServiceView }) {
  return (
    <>
      {item.withdrawn ? <Banner tone="warning">{`这项服务停办了：${item.withdrawn.reason}`}</Banner> : null}
      <Card>
        <View className="lx-stack">
          <Heading level={2} className="lx-title">
            {item.name}
          </Heading>
          <View className="service-tags">
            {item.modes.map((mode) => (
              <Tag key={mode}>{WAY_NAMES[mode]}</Tag>
            ))}
          </View>
          <Fact name="谁可以办">{item.audience}</Fact>
          <Fact name="多久办好">{item.timeLimit}</Fact>
          <Fact name="收费">{item.fee}</Fact>
          <Fact name="主管部门">{item.department}</Fact>
        </View>
      </Card>
      <Card title="要带什么">
        {item.materials.length === 0 ? (
          <Text>什么都不用带</Text>
        ) : (
          <View className="lx-stack">
            {item.materials.map(({ name, note, sample }) => (
              <View key={name} className="service-material">
                <View className="service-material__box" hidden />
                <View className="lx-grow">
                  <View className="service-material__name">{name}</View>
                  {note ? <View className="lx-small">{note}</View> : null}
                  {sample ? <View className="lx-caption">{`拍照：${sample}`}</View> : null}
                </View>
              </View>
            ))}
          </View>
        )}
      </Card>
      <Card title="怎么办">
        <View className="lx-stack">
          {item.steps.map((step, index) => (
            <View key={step} className="service-step">
              <View className="service-step__mark lx-num" hidden>
                <Text>{index + 1}</Text>
              </View>
              <Text className="lx-grow">{step}</Text>
            </View>
          ))}
        </View>
      </Card>
      <Where item={item} />
      {item.legalBasis.length > 0 ? (
        <Card title="依据">
          <View className="lx-stack">
            {item.legalBasis.map((law) => (
              <Text key={law} selectable>{`《${law}》`}</Text>
            ))}
          </View>
        </Card>
      ) : null}
    </>
  );
}

function Where({ item: { site, where, hours } }: { item: ServiceView }) {
  return (
    <Card title="到哪里办">
      <View className="lx-stack">
        <Fact name="地点">{site?.name ?? where}</Fact>
        {site?.address ? <Fact name="地址">{site.address}</Fact> : null}
        <Fact name="时间">{hours}</Fact>
        {site ? (
          <MapView
            label={`${site.name}的位置`}
            centre={site.place}
            zoom={15}
            height="180px"
            markers={[
              { id: 'site', lng: site.place.lng, lat: site.place.lat, kind: 'working', label: site.name },
            ]}
          />
        ) : (
          <View className="lx-small">选好您的网格，就能看到离您最近的办理点</View>
        )}
      </View>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <View className="service-fact">
      <Text className="service-fact__name">{name}</Text>
      <Text className="service-fact__value" selectable>
        {children}
      </Text>
    </View>
  );
}
