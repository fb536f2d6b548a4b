import type { Deps } from '@api/deps';
import type { Routed } from '../areas';
import { writeEvent } from './act-on-case';
import { locationOf } from './assemble-case';
import type { Assignee, CaseDoc, EventDoc } from './case.model';

export interface Regrid {
  by: EventDoc['actor'];
  text: string;
  /** By which a repetition after a crash knows that this case is done. */
  requestKey: string;
  routed: Pick<Routed, 'path' | 'grid' | 'method'>;
  assignee: Assignee;
  handedOver: boolean;
}

/**
 * An open case after its grid was split or merged: in the grid that holds its place now. A change that its reporter
 * would not notice (only the code of his building) is told to staff alone. Helpers stay.
 * @returns null when the case is no longer as it was read
 */
export function regrid(
  deps: Deps,
  doc: CaseDoc,
  { by, text, requestKey, routed, assignee, handedOver }: Regrid,
): Promise<CaseDoc | null> {
  const where = locationOf(routed, doc.kind, doc.place);
  const was = doc.areaNames.find(({ code }) => code === doc.gridCode)?.name ?? null;
  const seen = handedOver || where.gridCode !== doc.gridCode;
  return writeEvent(
    deps,
    doc,
    {
      type: 'regrid',
      actor: by,
      to: doc.status,
      text,
      uploadIds: [],
      visibility: seen ? 'public' : 'internal',
      data: {
        fromGrid: doc.gridCode,
        fromName: was,
        grid: where.gridCode,
        gridName: routed.grid?.name ?? '',
        to: handedOver ? assignee.name : null,
        function: assignee.type === 'person' ? assignee.function : null,
      },
      requestKey,
    },
    {
      set: {
        ...where,
        assignee,
        routing: { ...doc.routing, method: routed.method },
      },
    },
  );
}
