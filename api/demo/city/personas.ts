import type { PERSONAS } from '@shared/auth/schemas';
import type { RoleGrant } from '@shared/auth/roles';
import { CITY_CODE, DISTRICT_CODE, HOME_GRID_CODE } from './build-areas';

export type PersonaId = (typeof PERSONAS)[number];

export interface PersonaEntry {
  nickname: string;
  roles: RoleGrant[];
  staff: { name: string; title: string } | null;
  homeGridCode: string | null;
}

const COMMUNITY_CODE = HOME_GRID_CODE.slice(0, 12);
const STREET_CODE = HOME_GRID_CODE.slice(0, 9);
/** 书院巷 in another street. */
export const OTHER_GRID_CODE = '990101002002002';

const resident: RoleGrant = { role: 'resident' };
const at = (role: RoleGrant['role'], areaCode: string): RoleGrant => ({ role, areaCode });

/**
 * The people one can be in the demo city, all around 桂花苑网格 of 幸福里社区. Those who hold a post there stand under
 * the same name in the grid's team.
 */
export const PERSONA_ENTRIES: Record<PersonaId, PersonaEntry> = {
  resident: { nickname: '许静怡', roles: [resident], staff: null, homeGridCode: HOME_GRID_CODE },
  resident2: { nickname: '马师傅', roles: [resident], staff: null, homeGridCode: OTHER_GRID_CODE },
  volunteer: {
    nickname: '方雨桐',
    roles: [resident, at('volunteer', HOME_GRID_CODE)],
    staff: null,
    homeGridCode: HOME_GRID_CODE,
  },
  'party-member': {
    nickname: '沈国梁',
    roles: [resident, at('party_member', HOME_GRID_CODE)],
    staff: null,
    homeGridCode: HOME_GRID_CODE,
  },
  'grid-worker': {
    nickname: '陈晓梅',
    roles: [resident, at('grid_worker', HOME_GRID_CODE)],
    staff: { name: '陈晓梅', title: '专职网格员' },
    homeGridCode: null,
  },
  'grid-leader': {
    nickname: '周建平',
    roles: [resident, at('grid_worker', HOME_GRID_CODE)],
    staff: { name: '周建平', title: '网格长' },
    homeGridCode: HOME_GRID_CODE,
  },
  'community-dispatcher': {
    nickname: '何丽娟',
    roles: [resident, at('dispatcher', COMMUNITY_CODE)],
    staff: { name: '何丽娟', title: '社区调度员' },
    homeGridCode: null,
  },
  'street-dispatcher': {
    nickname: '罗远航',
    roles: [resident, at('dispatcher', STREET_CODE)],
    staff: { name: '罗远航', title: '街道调度员' },
    homeGridCode: null,
  },
  'department-handler': {
    nickname: '孙立群',
    roles: [resident, { role: 'handler', department: 'urban-management', areaCode: DISTRICT_CODE }],
    staff: { name: '孙立群', title: '城管局经办人' },
    homeGridCode: null,
  },
  supervisor: {
    nickname: '顾文清',
    roles: [resident, at('supervisor', DISTRICT_CODE)],
    staff: { name: '顾文清', title: '区督查员' },
    homeGridCode: null,
  },
  admin: {
    nickname: '于海宁',
    roles: [resident, at('admin', CITY_CODE)],
    staff: { name: '于海宁', title: '系统管理员' },
    homeGridCode: null,
  },
};
