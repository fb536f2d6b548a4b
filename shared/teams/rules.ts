import { DAY_MS, SHANGHAI_OFFSET_MS, shanghaiDate, startOfShanghaiDay } from '../time/shanghai';

/** One request goes to at most so many teams together (组团服务). */
export const TEAMS_AT_MOST = 4;

/** The Monday of an instant's week, as a date in Shanghai: weeks are what a team's capacity counts by. */
export function weekOf(instantMs: number): string {
  const dayMs = startOfShanghaiDay(shanghaiDate(instantMs));
  const sinceMonday = (new Date(dayMs + SHANGHAI_OFFSET_MS).getUTCDay() + 6) % 7;
  return shanghaiDate(dayMs - sinceMonday * DAY_MS);
}
