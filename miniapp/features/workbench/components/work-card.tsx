import { type CaseSummary } from '@shared/cases/schemas';
import { friendlyTime } from '@shared/time/shanghai';
import { fileUrl, useUser } from '@miniapp/client';
import { Banner, Button, Icon, Image, Tappable, Text, View, cx } from '@miniapp/ui';
import { placeName } from '@miniapp/widgets/case-facts';
import { useNow } from '@miniapp/widgets/use-now';
import { nextStep, type NextStep } from '../model/next-step';
import { type Overlay } from '../model/overlay';
import { DueLine } from './due-line';
import { Flags } from './flags';

export interface WorkCardProps {
  item: CaseSummary;
  overlay: Overlay | undefined;
  /** The one shown in the second pane. */
  current?: boolean;
  /** Whether it is ticked for a batch; undefined where nothing can be ticked. */
  ticked?: boolean;
  onTick?: () => void;
  onOpen: () => void;
  onQuick: (step: Extract<NextStep, { kind: 'quick' }>) => void;
}

function assigneeName({ assignee }: CaseSummary): string {
  if (!assignee) return '还没有人负责';
  return assignee.type === 'person'
    ? `${assignee.worker.functionName} ${assignee.worker.name}`
    : assignee.name;
}

/** A case as staff see it in a queue: what is due, what was said, where, who; one button for the likely next step. */
export function WorkCard({ item, overlay, current, ticked, onTick, onOpen, onQuick }: WorkCardProps) {
  const roles = useUser()?.roles ?? [];
  const now = useNow();
  const busy = overlay?.kind === 'busy';
  const step = busy ? null : nextStep(item, roles);
  const where = item.addressText ?? placeName(item.area.path);
  return (
    <View
      className={cx('work-card', current && 'is-current', busy && 'is-busy', ticked && 'is-ticked')}
      id={`card-${item.id}`}
    >
      {ticked !== undefined && onTick ? (
        <Tappable
          className="work-card__tick"
          role="checkbox"
          checked={ticked}
          label={`勾选：${item.text.slice(0, 20)}`}
          onPress={onTick}
        >
          <View className="work-card__box">{ticked ? <Icon name="check" size={16} /> : null}</View>
        </Tappable>
      ) : null}
      <Tappable className="work-card__open" current={current} onPress={onOpen}>
        <View className="work-card__head">
          <Flags item={item} />
        </View>
        <DueLine item={item} />
        <View className="work-card__row">
          <View className="lx-grow">
            <View className="work-card__text lx-clamp-2">{item.text}</View>
            <View className="lx-small lx-ellipsis">{`${item.category.name} · ${where}`}</View>
          </View>
          {item.cover ? (
            <Image className="work-card__cover" src={fileUrl(item.cover.thumbUrl ?? item.cover.url)} alt="" />
          ) : null}
        </View>
        <View className="work-card__foot lx-caption lx-num">
          <Text className="lx-ellipsis lx-grow">{assigneeName(item)}</Text>
          <Text>{friendlyTime(Date.parse(item.createdAt), now)}</Text>
        </View>
      </Tappable>
      {overlay?.kind === 'refused' ? (
        <Banner tone="danger" urgent>
          {overlay.message}
        </Banner>
      ) : null}
      {busy ? (
        <View className="work-card__busy lx-small" role="status">
          正在保存…
        </View>
      ) : null}
      {step ? (
        <View className="work-card__actions">
          <Button
            size="small"
            kind={step.kind === 'quick' ? 'primary' : 'secondary'}
            label={`${step.label}：${item.text.slice(0, 20)}`}
            onPress={() => (step.kind === 'quick' ? onQuick(step) : onOpen())}
          >
            {step.label}
          </Button>
        </View>
      ) : null}
    </View>
  );
}
