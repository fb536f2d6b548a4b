import { type OpenSpan } from '@shared/services/catalogue';
import { type AreaStation, type StationChange, stationChangeSchema } from '@shared/stations/contract';
import { type Place, type PlaceInput } from '@shared/geo/place';

interface Where {
  address: string;
  place: PlaceInput | null;
}

/** What is being written of an area's own branch and station; off is the community's. */
export interface StationDraft {
  hasBranch: boolean;
  branch: Where & { name: string; secretary: string };
  hasStation: boolean;
  station: Where & { name: string; open: OpenSpan[] };
}

export type StationErrors = Partial<Record<string, string>>;

const LATE: OpenSpan = { days: [1, 2, 3, 4, 5], from: '08:30', to: '20:00' };
const NOWHERE: { address: string; place: Place | null } = { address: '', place: null };

/** What stands, ready to be changed: only what is the area's own. */
export function stationDraftOf(code: string, { branch, station }: AreaStation): StationDraft {
  const [ownBranch, ownStation] = [branch?.of.code === code, station?.of.code === code];
  return {
    hasBranch: ownBranch,
    branch:
      ownBranch && branch
        ? {
            name: branch.name,
            secretary: branch.secretary ?? '',
            address: branch.address ?? '',
            place: branch.place,
          }
        : { name: '', secretary: '', ...NOWHERE },
    hasStation: ownStation,
    station:
      ownStation && station
        ? { name: station.name, address: station.address, open: station.open, place: station.place }
        : { name: '', open: [LATE], ...NOWHERE },
  };
}

const orNull = (text: string) => (text.trim() === '' ? null : text);

/** The draft as it is sent, or what is wrong with it by field (`branch.name`, `station.open` …). */
export function stationOf(
  draft: StationDraft,
  version: number,
): { change: StationChange } | { errors: StationErrors } {
  const { branch, station } = draft;
  const read = stationChangeSchema.safeParse({
    branch: draft.hasBranch
      ? { ...branch, secretary: orNull(branch.secretary), address: orNull(branch.address) }
      : null,
    station: draft.hasStation ? station : null,
    version,
  });
  if (read.success) return { change: read.data };
  const errors: StationErrors = {};
  for (const { path, message } of read.error.issues) errors[path.slice(0, 2).join('.')] ??= message;
  return { errors };
}
