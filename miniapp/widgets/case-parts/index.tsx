import { type CaseView } from '@shared/cases/schemas';
import { isOpen } from '@shared/cases/statuses';
import { friendlyTime } from '@shared/time/shanghai';
import { openPage } from '@miniapp/platform/navigation';
import { Cell, CellList } from '@miniapp/ui';
import { useNow } from '../use-now';

interface CasePartsProps {
  item: Pick<CaseView, 'parts' | 'partOf'>;
  /** Page that shows a case, and the name of its parameter is `id`. */
  page: string;
}

/** The parts of a split case and how each stands, or the way back to the whole. */
export function CaseParts({ item: { parts, partOf }, page }: CasePartsProps) {
  const now = useNow();
  if (partOf)
    return (
      <CellList label="原事项">
        <Cell
          icon="link"
          title={`${partOf.number} 的一部分`}
          note="点开看整件事"
          onPress={() => void openPage(page, { id: partOf.id })}
        />
      </CellList>
    );
  if (parts.length === 0) return null;
  return (
    <CellList label={`分成 ${String(parts.length)} 个部分同时办理`}>
      {parts.map((part) => (
        <Cell
          key={part.id}
          icon="link"
          title={`${part.who}：${part.text}`}
          note={
            isOpen(part.status) && part.status !== 'replied'
              ? `${part.statusName}，${friendlyTime(Date.parse(part.resolveBy), now)} 前答复`
              : part.statusName
          }
          onPress={() => void openPage(page, { id: part.id })}
        />
      ))}
    </CellList>
  );
}
