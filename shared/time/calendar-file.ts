const OCTETS = 75;
const encoder = new TextEncoder();

/** Escaped as RFC 5545 §3.3.11 wants text; what is no line end and cannot be seen is left out. */
const escaped = (text: string): string =>
  text
    // eslint-disable-next-line no-control-regex -- they are what is left out
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, '')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n');

/** A line broken at 75 octets, never within a letter. */
function folded(line: string): string {
  let out = '';
  let octets = 0;
  for (const letter of line) {
    const size = encoder.encode(letter).length;
    if (octets + size > OCTETS) {
      out += '\r\n ';
      octets = 1;
    }
    out += letter;
    octets += size;
  }
  return out;
}

/** 20261129T020000Z */
const stamp = (instantMs: number): string =>
  new Date(instantMs).toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '');

export interface CalendarEntry {
  uid: string;
  /** Grows with every change, so that a calendar takes the newer one. */
  sequence: number;
  title: string;
  text: string;
  where: string;
  /** WGS-84. */
  place: { lng: number; lat: number } | null;
  /** UTC milliseconds. */
  start: number;
  end: number;
  changedAt: number;
  cancelled: boolean;
}

/** One event as an iCalendar file (RFC 5545), with alarms a day and an hour before. */
export function calendarFile(entry: CalendarEntry): string {
  const alarm = (before: string) => [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(entry.title)}`,
    `TRIGGER:-${before}`,
    'END:VALARM',
  ];
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Lianxin//ZH',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${entry.uid}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTAMP:${stamp(entry.changedAt)}`,
    `DTSTART:${stamp(entry.start)}`,
    `DTEND:${stamp(entry.end)}`,
    `SUMMARY:${escaped(entry.title)}`,
    `DESCRIPTION:${escaped(entry.text)}`,
    `LOCATION:${escaped(entry.where)}`,
    ...(entry.place ? [`GEO:${entry.place.lat};${entry.place.lng}`] : []),
    `STATUS:${entry.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    ...alarm('P1D'),
    ...alarm('PT1H'),
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
