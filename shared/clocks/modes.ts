import * as z from 'zod';
import { type Duration } from '../categories/schemas';
import { wordsSchema } from '../core/primitives';

/** Modes of the clock, mildest first: 平时 / 重大 / 应急 (DOMAIN.md "Clocks"). */
export const MODES = ['normal', 'major', 'emergency'] as const;
export const modeSchema = z.enum(MODES, '请选择 平时、重大 或 应急').describe('平时 / 重大 / 应急');
export type Mode = z.infer<typeof modeSchema>;
export const MODE_NAMES: Record<Mode, string> = { normal: '平时', major: '重大', emergency: '应急' };

/** What a mode makes of a promise: a share of its time, and whether nights and days off count too. */
export interface ModeTerm {
  factor: number;
  clock: 'same' | 'natural';
}
export type SpecialMode = Exclude<Mode, 'normal'>;
export type ModeTerms = Record<SpecialMode, ModeTerm>;

/**
 * Categories give one pair of durations, for ordinary times; the special modes shorten it by this table. 重大 (a fair,
 * a flood watch): half the working time. 应急 (a typhoon): a quarter, and nights and days off count.
 */
export const MODE_TERMS: ModeTerms = {
  major: { factor: 0.5, clock: 'same' },
  emergency: { factor: 0.25, clock: 'natural' },
};

/** Nobody can be asked for less than a quarter of an hour, unless ordinary times already do. */
const SHORTEST_HOURS = 0.25;

/**
 * A duration of ordinary times as a mode has it. Never ends later than in ordinary times, and under emergency never
 * later than under major: less time, on a clock that at most runs faster.
 */
export function durationIn(mode: Mode, duration: Duration, terms: ModeTerms = MODE_TERMS): Duration {
  if (mode === 'normal') return duration;
  const { factor, clock } = terms[mode];
  const hours = Math.min(duration.hours, Math.max(SHORTEST_HOURS, duration.hours * factor));
  return { hours, clock: clock === 'natural' ? 'natural' : duration.clock };
}

/** The mode an area was set to. */
export interface SetMode {
  areaCode: string;
  areaName: string;
  mode: Mode;
  /** Ends by itself then; null when somebody has to end it. */
  untilMs: number | null;
  reason: string;
}

const rank = (mode: Mode) => MODES.indexOf(mode);

/** The strictest mode in force on a path of area codes; of equals the highest area's. Null in ordinary times. */
export function modeOn(
  areaPath: readonly string[],
  modeOf: (areaCode: string) => SetMode | undefined,
  nowMs: number,
): SetMode | null {
  let strictest: SetMode | null = null;
  for (const code of areaPath) {
    const set = modeOf(code);
    if (!set || set.mode === 'normal' || (set.untilMs !== null && set.untilMs <= nowMs)) continue;
    if (!strictest || rank(set.mode) > rank(strictest.mode)) strictest = set;
  }
  return strictest;
}

/** What a resident reads of a mode: why he is promised less time. */
export function modeTold({
  mode,
  areaName,
  reason,
}: Pick<SetMode, 'mode' | 'areaName' | 'reason'>): string | null {
  return mode === 'normal' ? null : `${areaName}正处于${MODE_NAMES[mode]}状态（${reason}），承诺时间缩短`;
}

export const modeReasonSchema = wordsSchema(2, 60, '原因');
