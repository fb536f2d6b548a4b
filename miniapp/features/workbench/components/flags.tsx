import { type CaseSummary } from '@shared/cases/schemas';
import { StatusTag, Tag } from '@miniapp/ui';
import { toneOf } from '@miniapp/widgets/case-facts';

/** State and everything that sets a case apart, each with a word. */
export function Flags({
  item,
}: {
  item: Pick<CaseSummary, 'status' | 'statusName' | 'flags' | 'visibility'>;
}) {
  const { urgent, supervised, hold, reworks } = item.flags;
  return (
    <>
      <StatusTag tone={toneOf(item)}>{item.statusName}</StatusTag>
      {urgent ? (
        <StatusTag tone="overdue" icon="megaphone">
          紧急
        </StatusTag>
      ) : null}
      {supervised ? (
        <StatusTag tone="overdue" icon="flag">
          督办
        </StatusTag>
      ) : null}
      {hold ? <Tag icon="stop">暂缓</Tag> : null}
      {reworks > 0 ? (
        <StatusTag tone="waiting" icon="undo">
          {`退回重办 ${reworks} 次`}
        </StatusTag>
      ) : null}
      {item.visibility === 'private' ? <Tag icon="lock">不公开</Tag> : null}
    </>
  );
}
