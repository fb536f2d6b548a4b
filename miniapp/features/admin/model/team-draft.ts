import { type ManagedTeam, teamWordsSchema, type TeamWords } from '@shared/teams/admin-contract';

type Member = TeamWords['members'][number];

/** A team as it is being written: lists as typed. */
export interface TeamDraft {
  name: string;
  type: TeamWords['type'];
  professions: string;
  area: { code: string; name: string } | undefined;
  summary: string;
  hours: string;
  members: Member[];
  /** One a line: 名称，分钟，说明. */
  services: string;
  category: string;
  capacity: string;
  captain: { id: string; name: string } | undefined;
}
export type TeamErrors = Partial<Record<keyof TeamDraft, string>>;

/** Careful to begin with: few orders, nobody public, nothing sent until somebody takes orders. */
export const EMPTY_TEAM: TeamDraft = {
  name: '',
  type: 'professional',
  professions: '',
  area: undefined,
  summary: '',
  hours: '工作日 9:00–17:00',
  members: [],
  services: '',
  category: 'MS-0314',
  capacity: '3',
  captain: undefined,
};

export function teamDraftOf(team: ManagedTeam): TeamDraft {
  return {
    name: team.name,
    type: team.type,
    professions: team.professions.join('、'),
    area: { code: team.area.code, name: team.area.name },
    summary: team.summary,
    hours: team.hours,
    members: team.members,
    services: team.services
      .map(({ name, minutes, note }) => [name, minutes, note].filter((part) => part !== '').join('，'))
      .join('\n'),
    category: team.category,
    capacity: String(team.capacity),
    captain: team.captainId ? { id: team.captainId, name: team.captainName ?? '' } : undefined,
  };
}

const pieces = (text: string, at: RegExp) =>
  text
    .split(at)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** One line: what, how long (an hour unless said), and a note. */
function serviceOf(line: string): TeamWords['services'][number] {
  const [name = '', minutes, ...note] = line.split(/[，,]/).map((part) => part.trim());
  const known = minutes !== undefined && /^\d+(分钟)?$/.test(minutes);
  return {
    name,
    minutes: known ? parseInt(minutes, 10) : 60,
    note: [...(known || minutes === undefined ? [] : [minutes]), ...note].join('，'),
  };
}

/** The team that is to be saved, or what is wrong with it, each at its field. */
export function teamOf(draft: TeamDraft): { words: TeamWords } | { errors: TeamErrors } {
  const made = teamWordsSchema.safeParse({
    name: draft.name,
    type: draft.type,
    professions: pieces(draft.professions, /[、，,]+/),
    areaCode: draft.area?.code ?? '',
    summary: draft.summary,
    hours: draft.hours,
    members: draft.members,
    services: pieces(draft.services, /\n+/).map(serviceOf),
    category: draft.category,
    capacity: /^\d+$/.test(draft.capacity.trim()) ? Number(draft.capacity) : NaN,
    captainId: draft.captain?.id ?? null,
  });
  if (made.success) return { words: made.data };
  const errors: TeamErrors = {};
  for (const { path, message } of made.error.issues) {
    const [field] = path;
    if (field === 'areaCode') errors.area ??= '请选择为哪里服务';
    else errors[field as keyof TeamDraft] ??= message;
  }
  return { errors };
}
