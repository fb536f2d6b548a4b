import {
  type ActivityItem,
  type AttendanceState,
  type ShiftView,
  type SignUpState,
  type SignUpView,
} from '@shared/activities/schemas';
import { calendarTime, friendlyTime, shanghaiDate, weekdayName } from '@shared/time/shanghai';
import { SKILL_NAMES, type Skill } from '@shared/volunteers/skills';
import { type IconName, type StatusTone } from '@miniapp/ui';

const clock = (iso: string) => calendarTime(Date.parse(iso), Date.parse(iso)).split(' ')[1] ?? '';

/** 明天（周一）09:00–11:00 · 11月30日（周一）09:00–12月1日 11:00 */
export function spanText(start: string, end: string, nowMs: number): string {
  const [from, to] = [Date.parse(start), Date.parse(end)];
  const [day = '', begin = ''] = friendlyTime(from, nowMs).split(' ');
  const sameDay = shanghaiDate(from) === shanghaiDate(to);
  return `${day}（${weekdayName(from)}）${begin}–${sameDay ? clock(end) : friendlyTime(to, nowMs)}`;
}

export const skillsText = (skills: readonly Skill[]): string =>
  skills.map((skill) => SKILL_NAMES[skill]).join('、');

/** How much room there is, in words. */
export function roomText({ capacity, held }: Pick<ActivityItem, 'capacity' | 'held'>): string {
  const left = Math.max(0, capacity - held);
  return left > 0 ? `还有 ${left} 个名额，共 ${capacity} 个` : `${capacity} 个名额满了，可以候补`;
}

/** The queue is counted up to here. */
const COUNTED = 100;
export const waitingText = ({ waiting }: Pick<ShiftView, 'waiting'>): string =>
  waiting >= COUNTED ? `${COUNTED} 多人候补` : waiting > 0 ? `${waiting} 人候补` : '';

interface Words {
  text: string;
  tone: StatusTone;
  icon: IconName;
}
const PLACES: Record<SignUpState, Words> = {
  new: { text: '正在安排', tone: 'waiting', icon: 'clock' },
  waiting: { text: '候补中', tone: 'waiting', icon: 'clock' },
  offered: { text: '请确认', tone: 'overdue', icon: 'alert' },
  confirmed: { text: '已报上', tone: 'done', icon: 'check-circle' },
  cancelled: { text: '已取消', tone: 'declined', icon: 'minus-circle' },
  lapsed: { text: '已让出', tone: 'declined', icon: 'minus-circle' },
  unserved: { text: '没候补上', tone: 'declined', icon: 'minus-circle' },
};
const CAME: Record<Exclude<AttendanceState, 'none'>, Words> = {
  in: { text: '已签到', tone: 'working', icon: 'check-circle' },
  out: { text: '时长待确认', tone: 'waiting', icon: 'clock' },
  absent: { text: '没有到', tone: 'overdue', icon: 'alert' },
  confirmed: { text: '时长已确认', tone: 'done', icon: 'check-circle' },
};

/** Where a sign-up stands: whether one came counts more than the place one had. */
export const signUpWords = ({ state, attendance }: Pick<SignUpView, 'state' | 'attendance'>): Words =>
  state === 'confirmed' && attendance.state !== 'none' ? CAME[attendance.state] : PLACES[state];

/** What a sign-up means for who made it; '' when its mark says all. */
export function signUpNote(mine: SignUpView, nowMs: number): string {
  const { state, ahead, offerUntil, attendance } = mine;
  if (state === 'waiting')
    return ahead && ahead >= COUNTED
      ? `前面还有 ${COUNTED} 多人；轮到时发消息给您`
      : `前面还有 ${ahead ?? 0} 人；轮到时发消息给您`;
  if (state === 'offered' && offerUntil)
    return `有人取消，名额给您留到 ${friendlyTime(Date.parse(offerUntil), nowMs)}，过时让给下一位`;
  if (state !== 'confirmed') return '';
  if (attendance.correction) return `组织者更正：${attendance.correction.reason}`;
  if (attendance.inAt && attendance.state === 'in')
    return `${friendlyTime(Date.parse(attendance.inAt), nowMs)} 签到；走的时候请点签退`;
  return attendance.minutes === null ? '' : `服务 ${attendance.minutes} 分钟`;
}
