import type { AreaDoc } from '@api/features/areas';
import { CITY_ADDRESS, DISTRICT_ADDRESS, STREETS } from './area-table';

/** No place in China has the area code 0980: nobody's telephone rings. */
const DUTY_PHONE = '0980-555';

/** The dispatch desk of an area above the grids. @param ordinal of the desk, 0 for the city */
export function centerOf(level: string, code: string, name: string, ordinal: number): AreaDoc['center'] {
  const phone = `${DUTY_PHONE}${String(100 + ordinal).padStart(4, '0')}`;
  const [street, community] = [Number(code.slice(6, 9)), Number(code.slice(9, 12))];
  const entry = STREETS[street - 1];
  switch (level) {
    case 'city':
      return { name: `${name}网格化服务管理中心`, phone, address: CITY_ADDRESS, hours: '全天 24 小时' };
    case 'district':
      return {
        name: `${name}网格化服务管理中心`,
        phone,
        address: DISTRICT_ADDRESS,
        hours: '每天 8:00–22:00',
      };
    case 'street':
      return {
        name: `${name}网格化服务管理中心`,
        phone,
        address: entry?.address ?? null,
        hours: '每天 8:00–20:00',
      };
    case 'community':
      return {
        name: `${name}网格服务站`,
        phone,
        address: entry?.communities[community - 1]?.address ?? null,
        hours: '周一至周日 8:30–12:00、13:30–17:30',
      };
    default:
      return null;
  }
}
