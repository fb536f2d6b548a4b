import type { Connection } from 'mongoose';
import type { LngLat } from '@shared/geo';
import type { OpenSpan } from '@shared/services/catalogue';

/** Party branch and station that an area has of its own; by the area's code. */
export interface StationDoc {
  _id: string;
  branch: { name: string; secretary: string | null; address: string | null; place: LngLat | null } | null;
  station: { name: string; address: string; open: OpenSpan[]; place: LngLat | null } | null;
  version: number;
  at: Date;
}

export const stationsOf = (db: Connection) => db.collection<StationDoc>('areaStations');
