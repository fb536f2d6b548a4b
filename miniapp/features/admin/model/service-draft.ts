import { editedServiceSchema, type EditedService } from '@shared/services/admin-contract';
import { type Material, type OpenSpan, type SiteLevel, type Way } from '@shared/services/catalogue';

/** A service as it is being written: numbers and lists as typed. */
export interface ServiceDraft {
  id: string;
  name: string;
  lifeEvent: string;
  category: string;
  department: string;
  audience: string;
  modes: Way[];
  materials: Material[];
  /** One a line. */
  steps: string;
  limitText: string;
  limitHours: string;
  limitClock: 'working' | 'natural';
  feeYuan: string;
  feeText: string;
  place: string;
  siteLevel: SiteLevel;
  hoursText: string;
  open: OpenSpan[];
  slotMinutes: string;
  capacity: string;
  legalBasis: string;
  keywords: string;
}
export type ServiceErrors = Partial<Record<keyof ServiceDraft, string>>;

/** 代办、跑腿、上门服务: whatever nobody else is for goes to the grid. */
const FOR_THE_GRID = 'MS-0314';
const MORNING = { from: '08:30', to: '12:00' };
const AFTERNOON = { from: '13:30', to: '17:30' };
export const WEEK = [1, 2, 3, 4, 5];

/** What most services of a community's counter are: safe to publish once it has a name and says who may apply. */
export function emptyService(id: string, lifeEvent: string): ServiceDraft {
  return {
    id,
    name: '',
    lifeEvent,
    category: FOR_THE_GRID,
    department: '',
    audience: '',
    modes: ['window'],
    materials: [{ name: '本人身份证', note: '原件，用完当场退回' }],
    steps: '到窗口提交材料\n工作人员核对\n办好后通知您',
    limitText: '受理后 5 个工作日',
    limitHours: '37.5',
    limitClock: 'working',
    feeYuan: '0',
    feeText: '不收费',
    place: '社区便民服务站',
    siteLevel: 'community',
    hoursText: '工作日 8:30–12:00、13:30–17:30',
    open: [
      { days: WEEK, ...MORNING },
      { days: WEEK, ...AFTERNOON },
    ],
    slotMinutes: '30',
    capacity: '2',
    legalBasis: '',
    keywords: '',
  };
}

export function serviceDraftOf(item: EditedService): ServiceDraft {
  const { timeLimit, fee, hours, appointment } = item;
  return {
    id: item.id,
    name: item.name,
    lifeEvent: item.lifeEvent,
    category: item.category,
    department: item.department,
    audience: item.audience,
    modes: item.modes,
    materials: item.materials,
    steps: item.steps.join('\n'),
    limitText: timeLimit.text,
    limitHours: String(timeLimit.hours),
    limitClock: timeLimit.clock,
    feeYuan: String(fee.yuan),
    feeText: fee.text,
    place: item.place,
    siteLevel: item.siteLevel,
    hoursText: hours.text,
    open: hours.open,
    slotMinutes: String(appointment?.slotMinutes ?? 30),
    capacity: String(appointment?.capacity ?? 2),
    legalBasis: item.legalBasis.join('\n'),
    keywords: item.keywords.join('、'),
  };
}

const pieces = (text: string, at: RegExp) =>
  text
    .split(at)
    .map((part) => part.trim())
    .filter((part) => part !== '');
const number = (text: string) => (/^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : NaN);

/** Which field of the form a field of the contract is. */
const FIELDS: Record<string, keyof ServiceDraft> = {
  'timeLimit.text': 'limitText',
  'timeLimit.hours': 'limitHours',
  'fee.yuan': 'feeYuan',
  'fee.text': 'feeText',
  'hours.text': 'hoursText',
  'appointment.slotMinutes': 'slotMinutes',
  'appointment.capacity': 'capacity',
};
export function fieldOf(path: readonly PropertyKey[]): keyof ServiceDraft {
  const two = path.slice(0, 2).join('.');
  if (two.startsWith('hours.open')) return 'open';
  return FIELDS[two] ?? (String(path[0] ?? 'name') as keyof ServiceDraft);
}

/** The service that is to be saved, or what is wrong with it, each at its field. */
export function serviceOf(draft: ServiceDraft): { item: EditedService } | { errors: ServiceErrors } {
  const booked = draft.modes.includes('appointment');
  const made = editedServiceSchema.safeParse({
    id: draft.id,
    name: draft.name,
    lifeEvent: draft.lifeEvent,
    category: draft.category,
    department: draft.department,
    audience: draft.audience,
    modes: draft.modes,
    materials: draft.materials.map(({ name, note, sample }) => ({
      name,
      ...(note && { note }),
      ...(sample && { sample }),
    })),
    steps: pieces(draft.steps, /\n+/),
    timeLimit: { text: draft.limitText, hours: number(draft.limitHours), clock: draft.limitClock },
    fee: { yuan: number(draft.feeYuan), text: draft.feeText },
    place: draft.place,
    siteLevel: draft.siteLevel,
    hours: { text: draft.hoursText, open: draft.open },
    ...(booked && {
      appointment: { slotMinutes: number(draft.slotMinutes), capacity: number(draft.capacity) },
    }),
    legalBasis: pieces(draft.legalBasis, /\n+/),
    keywords: pieces(draft.keywords, /[、，,\n]+/),
  });
  const errors: ServiceErrors = {};
  if (booked && draft.open.length === 0) errors.open = '可以预约的，要写明哪几天开放';
  if (draft.department === '') errors.department = '请选择主管部门';
  for (const { path, code, message } of made.success ? [] : made.error.issues) {
    const field = fieldOf(path);
    errors[field] ??= code === 'invalid_type' ? '请写数字' : message;
  }
  return made.success && Object.keys(errors).length === 0 ? { item: made.data } : { errors };
}
