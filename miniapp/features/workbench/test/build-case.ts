import { type CaseEvent, type CaseSummary, type CaseView } from '@shared/cases/schemas';
import { CASE_STATUS_NAMES, stepOf } from '@shared/cases/statuses';

let serial = 0;

/** A case as a list shows it, each with an id of its own. */
export function buildSummary(change: Partial<CaseSummary> = {}): CaseSummary {
  serial += 1;
  const status = change.status ?? 'submitted';
  return {
    id: serial.toString(16).padStart(24, '0'),
    number: `LX20261122-${String(serial).padStart(6, '0')}`,
    kind: 'report',
    status,
    statusName: CASE_STATUS_NAMES[status],
    step: stepOf(status),
    plainStatus: '已收到，王芳将在今天 17:30 前受理',
    text: '3 号楼东侧垃圾桶满了两天没人清',
    category: { code: 'SR0201', name: '暴露垃圾', groupName: '市容环境' },
    area: {
      gridCode: '990101001001001',
      path: [{ code: '990101001001001', level: 'grid', name: '第一网格' }],
    },
    place: { lng: 120.1, lat: 30.2, coordType: 'gcj02' },
    addressText: '幸福里 3 号楼东侧',
    visibility: 'public',
    flags: { urgent: false, overdue: false, supervised: false, hold: false, reworks: 0 },
    level: 'grid',
    assignee: null,
    deadlines: { respondBy: '2026-11-22T09:30:00Z', resolveBy: '2026-11-25T09:30:00Z' },
    cover: null,
    followers: 0,
    createdAt: '2026-11-22T02:00:00Z',
    updatedAt: '2026-11-22T02:00:00Z',
    version: 1,
    ...change,
  };
}

/** The same as a member of staff sees it whole. */
export function buildView(change: Partial<CaseView> = {}): CaseView {
  return {
    ...buildSummary(change),
    topic: null,
    viewer: 'staff',
    routing: { method: 'inside', reason: '地点在第一网格内', rule: null, mode: 'normal', modeTold: null },
    reporter: { name: '李女士', phoneMasked: '138****5678', self: false },
    phoneOf: null,
    onBehalf: null,
    photos: [],
    timeline: [],
    actions: [],
    coHandlers: [],
    signedOff: [],
    returns: 0,
    following: false,
    urges: 0,
    extensions: 0,
    holding: null,
    requests: [],
    supervision: null,
    partOf: null,
    parts: [],
    mergedInto: null,
    declined: null,
    reply: null,
    rating: null,
    ratings: null,
    myRating: null,
    otherRatings: [],
    ratingTags: null,
    receipt: { number: 'LX20261122-000001', eventHash: 'a'.repeat(64) },
    requiresAfterPhoto: false,
    care: [],
    closesAt: null,
    ...change,
  };
}

export function buildEvent(change: Partial<CaseEvent> = {}): CaseEvent {
  serial += 1;
  return {
    id: String(serial),
    seq: serial,
    type: 'progress',
    at: '2026-11-22T03:00:00Z',
    title: '有新进展',
    who: '网格员王',
    whoRole: 'staff',
    text: '已联系环卫',
    review: null,
    photos: [],
    visibility: 'public',
    from: 'handling',
    to: 'handling',
    hash: 'b'.repeat(64),
    prevHash: null,
    ...change,
  };
}
