import { RATING_TAGS } from '@shared/cases/ratings';
import { type CaseView } from '@shared/cases/schemas';
import { replacePage, useQuery } from '@miniapp/platform/navigation';
import {
  Banner,
  Button,
  Card,
  Choice,
  Empty,
  Field,
  MultiChoice,
  Page,
  Stars,
  Text,
  TextArea,
  toast,
  View,
} from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { PhotoStrip } from '@miniapp/widgets/photo-strip';
import { routes } from '@miniapp/widgets/routes';
import { useCase } from '../../hooks/use-case';
import { STAR_ROWS, useRating } from '../../hooks/use-rating';

/** `?id=` a case that waits for its reporter's rating. */
export default function RatePage() {
  const { id = '' } = useQuery();
  const query = useCase(id);
  const toDetail = () => void replacePage(routes.detail, { id });
  return (
    <Page title="评价" width="form">
      <Loaded query={query}>
        {(item) =>
          item.actions.some(({ action }) => action === 'rate') ? (
            <RateForm item={item} onDone={toDetail} />
          ) : (
            <Empty
              icon="check-circle"
              title={ratedTitle(item)}
              note={item.plainStatus}
              action={{ text: '看这件事', onPress: toDetail }}
            />
          )
        }
      </Loaded>
    </Page>
  );
}

function ratedTitle({ viewer, rating }: CaseView): string {
  if (viewer !== 'reporter') return '由反映这件事的居民评价';
  return rating ? '您已经评价过了' : '现在还不能评价';
}

const RESOLVED = [
  { value: 'yes', text: '解决了' },
  { value: 'partly', text: '解决了一部分' },
  { value: 'no', text: '没有解决' },
] as const;

function RateForm({ item, onDone }: { item: CaseView; onDone: () => void }) {
  const rating = useRating(item);
  const { errors, low } = rating;
  const finish = async (sendBack: boolean) => {
    if (!(await rating.send(sendBack))) return;
    toast.done(sendBack ? '已退回重办，办好再请您看' : '谢谢您的评价');
    onDone();
  };
  const suggestions = (low ? RATING_TAGS.bad : RATING_TAGS.good).map((tag) => ({
    value: tag,
    text: tag,
  }));
  return (
    <>
      <Card title={item.category.name}>
        <View className="lx-stack">
          <Text className="lx-clamp-2">{item.text}</Text>
          {item.reply ? <View className="lx-small">{`答复：${item.reply.text}`}</View> : null}
          <PhotoStrip photos={item.photos.filter(({ stage }) => stage !== 'progress')} stages />
        </View>
      </Card>
      <Card>
        <View className="lx-stack">
          <Field label="事情解决了吗" error={errors.resolved} required group>
            <Choice options={RESOLVED} value={rating.resolved} onChange={rating.setResolved} />
          </Field>
          <Field
            label="给这次办理打分"
            error={errors.stars ?? errors.response ?? errors.attitude ?? errors.result}
            required
            group
          >
            <View>
              {STAR_ROWS.map(({ key, label }) => (
                <Stars
                  key={key}
                  label={label}
                  value={rating.stars[key]}
                  onChange={(score) => rating.setStars({ ...rating.stars, [key]: score })}
                />
              ))}
            </View>
          </Field>
          <Field label={low ? '哪里不满意' : '您觉得怎么样'} optional={!low} group>
            <MultiChoice options={suggestions} values={rating.tags} onChange={rating.setTags} />
          </Field>
          <Field label={low ? '说说哪里没办好' : '还想说的话'} optional={!low} error={errors.text}>
            <TextArea
              rows={3}
              maxLength={500}
              placeholder={low ? '如：只换了一盏，东边那盏还是不亮' : '给网格员说句话'}
              onChange={rating.setText}
            />
          </Field>
        </View>
      </Card>
      {errors.form ? (
        <Banner tone="danger" urgent>
          {errors.form}
        </Banner>
      ) : null}
      {low && rating.mayReturn ? (
        <Card title="不满意，可以退回重办">
          <View className="lx-stack">
            <View className="lx-small">
              退回后由原来的人重新办理，您的评价会记下来；反复办不好会由上级督办。
            </View>
            <Button
              kind="danger"
              block
              loading={rating.sending === 'sendBack'}
              onPress={() => void finish(true)}
            >
              退回重办
            </Button>
          </View>
        </Card>
      ) : null}
      <Button size="large" block loading={rating.sending === 'rate'} onPress={() => void finish(false)}>
        {low ? '只评价，不退回' : '提交评价'}
      </Button>
      <View className="lx-caption">评价 24 小时后不能再改。对外只显示评价内容，不显示您是谁。</View>
    </>
  );
}
