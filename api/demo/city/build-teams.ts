import type { TeamDoc } from '@api/features/teams';
import source from '../source/teams.json';
import { CITY_CODE, DISTRICT_CODE, HOME_GRID_CODE } from './build-areas';
import { PERSONA_ENTRIES } from './personas';
import { stableId } from './pick';

const STREET = HOME_GRID_CODE.slice(0, 9);
const COMMUNITY = HOME_GRID_CODE.slice(0, 12);
const ORDERS_A_WEEK = { basic: 12, professional: 6 } as const;

/** The personas' street and community are served by all teams of the source; two personas take their orders. */
export function buildTeams(): TeamDoc[] {
  return source.teams.map((team, index) => {
    const type = team.type === 'basic' ? 'basic' : 'professional';
    const areaCode = team.level === 'street' ? STREET : COMMUNITY;
    const persona = index % 2 === 0 ? 'party-member' : 'volunteer';
    return {
      _id: team.id,
      name: team.name,
      type,
      professions: team.professions,
      areaCode,
      areaPath: [CITY_CODE, DISTRICT_CODE, STREET, COMMUNITY].filter((code) => areaCode.startsWith(code)),
      summary: team.summary,
      hours: team.hours.text,
      members: team.members.map(({ name, profession, duty, languages, showToPublic }) => ({
        name,
        profession,
        duty,
        languages,
        shown: showToPublic,
      })),
      services: team.services.map(({ name, minutes, note }) => ({ name, minutes, note })),
      category: team.categories[0] ?? '',
      capacity: ORDERS_A_WEEK[type],
      captain: {
        userId: stableId('persona', persona).toHexString(),
        name: PERSONA_ENTRIES[persona].nickname,
      },
      active: true,
      closed: null,
      version: 1,
    };
  });
}
