import { type CaseView } from '@shared/cases/schemas';
import { replacePage, useQuery } from '@miniapp/platform/navigation';
import {
  Banner,
  Button,
  Card,
  Choice,
  confirm,
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
import { NumberNote } from '@miniapp/widgets/content-care';
import { Loaded } from '@miniapp/widgets/loaded';
import { PhotoStrip } from '@miniapp/widgets/photo-strip';
import { routes } from '@miniapp/widgets/routes';
import { useCase } from '../../hooks/use-case';
import { STAR_ROWS, useRating } from '../../hooks/use-rating';

/** `?id=` a case that waits for its reporter's rating, or that a follower may rate. */
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

function ratedTitle({ viewer, myRating }: CaseView): string {
  if (myRating) return '您已经评价过了';
  return viewer === 'reporter' ? '现在还不能评价' : '由反映和关注这件事的居民评价';
}

const SEND_BACK = {
  title: '退回重办？',
  text: '这件事会重新办理，办好以后再请您评价。这次的评价会记下来，不能再改。',
  yes: '退回重办',
  no: '再想想',
  danger: true,
};

const RESOLVED = [
  { value: 'yes', text: '解决了' },
  { value: 'partly', text: '解决了一部分' },
  { value: 'no', text: '没有解决' },
] as const;

function RateForm({ item, onDone }: { item: CaseView; onDone: () => void }) {
  const rating = useRating(item);
  const { errors, low } = rating;
  const finish = async (sendBack: boolean) => {
    if (sendBack && !(await confirm(SEND_BACK))) return;
    if (!(await rating.send(sendBack))) return;
    toast.done(sendBack ? '已退回重办，办好再请您看' : item.myRating ? '评价已修改' : '谢谢您的评价');
    onDone();
  };
  const suggestions = rating.offered.map((tag) => ({ value: tag, text: tag }));
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
          <Field label={low ? '哪里不满意' : '您觉得怎么样'} optional={!rating.why} group>
            <MultiChoice options={suggestions} values={rating.tags} onChange={rating.setTags} />
          </Field>
          <Field
            label={low ? '说说哪里没办好' : '还想说的话'}
            hint={rating.why ? '选原因或写一句都行；要退回重办的，请写一句' : undefined}
            optional={!rating.why}
            error={errors.text}
          >
            <TextArea
              rows={3}
              initial={item.myRating?.text ?? ''}
              maxLength={500}
              placeholder={low ? '如：只换了一盏，东边那盏还是不亮' : '给网格员说句话'}
              onChange={rating.setText}
            />
          </Field>
          {item.viewer === 'reporter' && item.visibility === 'public' ? (
            <NumberNote text={rating.numbers} />
          ) : null}
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
        {low && rating.mayReturn ? '只评价，不退回' : item.myRating ? '修改评价' : '提交评价'}
      </Button>
      <View className="lx-caption">
        {item.viewer === 'reporter'
          ? '评价 24 小时内可以改，之后不能再改。对外只显示评价内容，不显示您是谁。'
          : '评价 24 小时内可以改，之后不能再改。您写的话只有工作人员看得到，不显示您是谁。'}
      </View>
    </>
  );
}
