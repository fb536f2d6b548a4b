import { presentPlace } from '@shared/geo';
import { type CaseDoc, type EventDoc, presentEvent, readWords, roughly } from '../cases';

/** Who has it, where that is an office; who works on it as a person is not told to machines. */
const officeOf = ({ assignee }: CaseDoc) => (assignee.type === 'person' ? null : assignee.name);

/**
 * What a receiver learns: what the public may read, without names of people. Of a private case only that it exists and
 * how far it is.
 */
export function payloadOf(event: EventDoc, doc: CaseDoc): string {
  const id = event.caseId;
  const { number, status } = doc;
  const said = { type: `case.${event.type}`, timestamp: event.at.toISOString() };
  if (doc.visibility !== 'public') return JSON.stringify({ ...said, data: { case: { id, number, status } } });
  const { title, text, from, to } = presentEvent(event, {
    viewer: 'public',
    anonymous: true,
    photos: [],
    care: doc.care,
  });
  const place = doc.place && doc.kind === 'report' ? presentPlace(roughly(doc.place), 'wgs84') : null;
  return JSON.stringify({
    ...said,
    data: {
      event: { id: event._id, seq: event.seq, type: event.type, title, text, from, to },
      case: {
        id,
        number,
        kind: doc.kind,
        status,
        level: doc.level,
        text: readWords(doc, 'public')(doc.text),
        category: { code: doc.category.code, name: doc.category.name, department: doc.category.department },
        areas: doc.areaNames
          .filter(({ level }) => level !== 'microgrid')
          .map(({ code, level, name }) => ({ code, level, name })),
        place,
        office: officeOf(doc),
        flags: { urgent: doc.urgent, supervised: doc.supervised, hold: doc.hold, reworks: doc.reworks },
        deadlines: { respondBy: doc.respondBy.toISOString(), resolveBy: doc.resolveBy.toISOString() },
        createdAt: doc.createdAt.toISOString(),
      },
    },
  });
}
