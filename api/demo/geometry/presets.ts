import { type CityGeometryOptions } from './generate-city-geometry';

/** The demo city: 1 district, 3 streets, 12 communities, 72 grids, buildings in 8 of them. */
export const demoCityOptions: CityGeometryOptions = {
  seed: 20260901,
  districts: 1,
  streetsPerDistrict: 3,
  communitiesPerStreet: 4,
  gridsPerCommunity: 6,
  microgridsPerGrid: (ordinal) => (ordinal % 9 === 3 ? 6 + (ordinal % 4) : 0),
  centre: { lng: 120.75, lat: 30.75 },
};

/** A city with exactly this many grids and microgrids, in eight districts from 5,000 grids on. */
export function scaleCityOptions(gridTotal: number, microgridTotal: number, seed = 1): CityGeometryOptions {
  const districts = gridTotal >= 5000 ? 8 : 1;
  const communities = Math.max(1, Math.round(gridTotal / 8 / districts));
  const streetsPerDistrict = Math.max(1, Math.round(communities / 12));
  return {
    seed,
    districts,
    streetsPerDistrict,
    communitiesPerStreet: Math.max(1, Math.floor(communities / streetsPerDistrict)),
    gridsPerCommunity: 8,
    gridTotal,
    microgridTotal,
    centre: { lng: 120.75, lat: 30.75 },
    edgeDetail: 2,
  };
}
