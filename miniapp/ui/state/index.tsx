import { type ReactNode } from 'react';
import { Button } from '../button';
import { Icon } from '../icon';
import { type IconName } from '../icon/names';
import { View } from '../primitives';
import { Skeleton } from './skeleton';

export interface StateAction {
  text: string;
  onPress: () => void;
}

interface BlankProps {
  icon: IconName;
  title: string;
  note?: string;
  action?: StateAction;
  role?: string;
}

function Blank({ icon, title, note, action, role }: BlankProps) {
  return (
    <View className="lx-state" role={role}>
      <View className="lx-state__icon" hidden>
        <Icon name={icon} size={32} />
      </View>
      <View className="lx-state__title">{title}</View>
      {note ? <View className="lx-state__note">{note}</View> : null}
      {action ? (
        <Button kind="secondary" onPress={action.onPress}>
          {action.text}
        </Button>
      ) : null}
    </View>
  );
}

/** Nothing there yet: says what to do. */
export const Empty = ({
  icon = 'inbox',
  ...rest
}: Omit<BlankProps, 'icon' | 'role'> & { icon?: IconName }) => <Blank icon={icon} {...rest} />;

export interface FailureProps {
  /** What happened, in plain words (the problem's Chinese text). */
  message: string;
  onRetry?: () => void;
  offline?: boolean;
}

/** It failed: says what happened and offers another try. */
export const Failure = ({ message, onRetry, offline }: FailureProps) => (
  <Blank
    icon={offline ? 'offline' : 'alert'}
    title={offline ? '没有网络' : '没有加载出来'}
    note={message}
    role="alert"
    action={onRetry ? { text: '再试一次', onPress: onRetry } : undefined}
  />
);

export interface StateProps<Data> {
  /** A query as react-query or the client gives it. */
  query: { data?: Data | undefined; error?: unknown; isPending?: boolean; refetch?: () => unknown };
  /** The Chinese words for an error; by default its message when it is a problem with one. */
  explain?: (error: unknown) => { message: string; offline?: boolean };
  /** Shown while the first answer is on its way; a three-line skeleton by default. */
  skeleton?: ReactNode;
  /** True when the answer holds nothing to show. */
  isEmpty?: (data: Data) => boolean;
  /** What stands there then; null: nothing, where something else on the page says it. */
  empty?: ReactNode;
  children: (data: Data) => ReactNode;
}

const plainly = (error: unknown) => ({
  message:
    error instanceof Error && /[\u4e00-\u9fff]/.test(error.message)
      ? error.message
      : '服务暂时没有响应，请稍后再试。',
});

/** Loading, failed, empty or there: one of the four, never a blank screen. Data at hand outlives a failed refresh. */
export function State<Data>({
  query,
  explain = plainly,
  skeleton,
  isEmpty,
  empty = <Empty title="这里还没有内容" />,
  children,
}: StateProps<Data>) {
  const { data, error, refetch } = query;
  if (data === undefined) {
    if (error) return <Failure {...explain(error)} onRetry={refetch ? () => void refetch() : undefined} />;
    return <>{skeleton ?? <Skeleton />}</>;
  }
  if (isEmpty?.(data)) return <>{empty}</>;
  return <>{children(data)}</>;
}
