import type { CaseEvent, CaseView } from '@shared/cases/schemas';
import { AppError } from '@shared/core/errors';
import { DAY_MS, friendlyTime } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import {
  type CaseDoc,
  type EventDoc,
  eventsOf,
  findCase,
  flushEvents,
  lookBeside,
  presentCase,
  presentEvent,
  viewerOf,
} from '../cases';
import { drawPdf } from './draw-pdf';
import { loadPhotos } from './load-photos';
import { notePrint } from './print-log';
import type { Sheet } from './sheet';

const A_MINUTE = 6;
const EVENTS_AT_MOST = 200;
const RESOLVED = { yes: '已解决', partly: '部分解决', no: '没有解决' };

/** As a date with its clock, whenever it is read. */
const time = (iso: string) => friendlyTime(Date.parse(iso), Date.parse(iso) - 400 * DAY_MS);

const assigneeText = ({ assignee }: CaseView): string => {
  if (!assignee) return '';
  return assignee.type === 'person'
    ? `${assignee.worker.functionName} ${assignee.worker.name}`
    : assignee.name;
};

const filled = (rows: [string, string | null | undefined][]): Sheet['facts'] =>
  rows.flatMap(([label, value]): Sheet['facts'] => (value ? [[label, value]] : []));

const factsOf = (view: CaseView): Sheet['facts'] =>
  filled([
    ['类别', `${view.category.groupName} · ${view.category.name}`],
    ['状态', view.statusName],
    ['地点', view.addressText],
    ['所属区域', view.area.path.map(({ name }) => name).join(' ')],
    ['反映人', view.reporter && [view.reporter.name, view.reporter.phoneMasked].filter(Boolean).join(' ')],
    ['反映时间', time(view.createdAt)],
    ['经办', assigneeText(view)],
    [
      '协办',
      view.coHandlers
        .map((helper) => (helper.type === 'person' ? helper.worker.name : helper.name))
        .join('、'),
    ],
    ['承诺受理', time(view.deadlines.respondBy)],
    ['承诺答复', time(view.deadlines.resolveBy)],
    ['督办', view.supervision && `${view.supervision.text}（限 ${time(view.supervision.deadline)}）`],
  ]);

function resultsOf(view: CaseView, events: readonly CaseEvent[]): Sheet['results'] {
  const check = events.findLast(({ type }) => type === 'verify');
  const { reply, rating, declined } = view;
  return filled([
    [
      '不予受理',
      declined && [declined.reasonName, declined.text, declined.responsibleBody].filter(Boolean).join('；'),
    ],
    ['答复', reply && `${reply.resultName}（${time(reply.at)}）\n${reply.text}`],
    [
      '核实',
      check && `${check.title}（${check.who}，${time(check.at)}）${check.text ? `\n${check.text}` : ''}`,
    ],
    [
      '评价',
      rating &&
        `${RESOLVED[rating.resolved]}；响应 ${rating.response}、态度 ${rating.attitude}、结果 ${rating.result} 星${rating.text ? `\n${rating.text}` : ''}`,
    ],
  ]);
}

/** The last events that this viewer may read, oldest first. */
async function eventsFor(deps: Deps, doc: CaseDoc, viewer: 'staff' | 'public', view: CaseView) {
  const caseId = doc._id.toHexString();
  await flushEvents(deps.db, caseId);
  const found = (await eventsOf(deps.db)
    .find({ caseId }, { sort: { seq: -1 }, limit: EVENTS_AT_MOST })
    .toArray()) as EventDoc[];
  return {
    events: found
      .reverse()
      .filter(({ visibility }) => viewer === 'staff' || visibility === 'public')
      .map((event) =>
        presentEvent(event, {
          viewer,
          anonymous: doc.anonymousToWorker,
          photos: view.photos,
          care: doc.care,
        }),
      ),
    leftOut: Math.max(0, doc.seq - found.length),
  };
}

/**
 * The work order of a case: for staff in scope with all they may see, for the reporter what the public sees of it.
 * @param origin of the portal, for the QR code
 * @throws AppError NOT_FOUND for everybody else, TOO_MANY_REQUESTS, UNAVAILABLE
 */
export async function printCase(deps: Deps, actor: Actor, ref: string, origin: string) {
  const doc = await findCase(deps.db, ref);
  const known = doc && viewerOf(actor, doc);
  if (!doc || (known !== 'staff' && known !== 'reporter')) throw new AppError('NOT_FOUND', '没有找到这件事');
  await deps.limits.take('print', actor.userId, A_MINUTE, 60);
  const viewer = known === 'staff' ? 'staff' : 'public';
  const view = presentCase(doc, {
    deps,
    actor,
    viewer,
    coordType: 'gcj02',
    beside: await lookBeside(deps.db, doc, actor.userId),
  });
  const { events, leftOut } = await eventsFor(deps, doc, viewer, view);
  const photos = await loadPhotos(deps, view.photos);
  const now = new Date(deps.clock()).toISOString();
  const sheet: Sheet = {
    number: view.number,
    printed: `${known === 'staff' ? (actor.staff?.name ?? actor.nickname) : '反映人'} 于 ${time(now)} 打印${known === 'staff' ? '，含内部内容，请妥善保管' : ''}`,
    link: `${origin}/features/cases/pages/detail/index?id=${view.id}`,
    hidden: view.visibility !== 'public',
    facts: factsOf(view),
    text: view.text,
    photos,
    photosLeftOut: view.photos.length - photos.length,
    timeline: events.map(({ at, who, title, text, visibility }) => ({
      at: time(at),
      who,
      title: visibility === 'internal' ? `${title}（内部）` : title,
      text,
    })),
    timelineLeftOut: leftOut,
    results: resultsOf(view, events),
  };
  await notePrint(deps, { caseId: view.id, number: view.number, userId: actor.userId, as: known });
  return { number: view.number, pdf: await drawPdf({ case: sheet }) };
}
