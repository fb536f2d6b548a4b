import { type WorkbenchQueue } from '@shared/cases/contract';
import { Empty } from '@miniapp/ui';

const WORDS: Record<WorkbenchQueue, { title: string; note: string }> = {
  todo: { title: '没有待办的事', note: '新的事分给您以后，会出现在这里。' },
  dueSoon: { title: '没有快到期的事', note: '4 小时内到期的事会出现在这里。' },
  unclaimed: { title: '没有等人接的事', note: '还没受理、派了单还没人接手的事，会出现在这里。' },
  returned: { title: '没有退回的事', note: '派出去被退回的、居民退回重办的事，会出现在这里。' },
  team: { title: '辖区里没有在办的事', note: '居民报的事会出现在这里，先到期的排在前面。' },
  overdue: { title: '没有超时的事', note: '都在时限内，继续保持。' },
  supervised: { title: '没有督办的事', note: '上级督办的事会出现在这里，先到期的排在前面。' },
  verify: { title: '没有待核实的事', note: '同事答复以后，由您核实办得怎么样。' },
  appeals: { title: '没有待裁定的申诉', note: '同事对评价提出的申诉会出现在这里，由您裁定。' },
  done: { title: '还没有办结的事', note: '核实通过并由居民评价（或 7 天后）就算办结。' },
};

/** An empty queue says what would be in it. */
export function QueueEmpty({ queue }: { queue: WorkbenchQueue }) {
  return <Empty icon={queue === 'overdue' ? 'check-circle' : 'inbox'} {...WORDS[queue]} />;
}
