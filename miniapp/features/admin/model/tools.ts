import { type Role } from '@shared/auth/roles';
import { type IconName } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';

export interface AdminTool {
  route: string;
  title: string;
  note: string;
  icon: IconName;
  roles: readonly Role[];
}

/** What there is to administer, and for whom. */
export const ADMIN_TOOLS: readonly AdminTool[] = [
  {
    route: routes.adminRules,
    title: '分派规则',
    note: '什么事直接派给谁、几小时内答复；保存前先试算',
    icon: 'filter',
    roles: ['admin', 'supervisor'],
  },
  {
    route: routes.adminModes,
    title: '平急状态',
    note: '台风、大型活动时缩短承诺时间',
    icon: 'alert',
    roles: ['admin', 'supervisor'],
  },
  {
    route: routes.manageNotices,
    title: '公告',
    note: '写公告、定时发布、撤回，看多少人已知晓',
    icon: 'megaphone',
    roles: ['admin', 'supervisor'],
  },
  {
    route: routes.adminServices,
    title: '办事目录',
    note: '居民能办什么、带什么、怎么预约；停办要写原因',
    icon: 'list',
    roles: ['admin'],
  },
  {
    route: routes.adminTeams,
    title: '服务团队',
    note: '律师、医生、社工：成员、接单的人、每周几单',
    icon: 'people',
    roles: ['admin'],
  },
  {
    route: routes.adminPeople,
    title: '人员与值班',
    note: '每周排班、任期、手上几件事、缺员，从表格导入',
    icon: 'people',
    roles: ['admin', 'supervisor', 'dispatcher'],
  },
  {
    route: routes.adminStation,
    title: '党支部和服务站',
    note: '网格和社区的党支部、延时服务站在哪里、几点开门',
    icon: 'home',
    roles: ['admin'],
  },
  {
    route: routes.doors,
    title: '门牌二维码',
    note: '登记门牌，打印贴在门口的二维码',
    icon: 'list',
    roles: ['admin', 'supervisor', 'dispatcher'],
  },
  {
    route: routes.importAreas,
    title: '区域边界',
    note: '导入网格边界和名单：先检查，确认后启用',
    icon: 'map',
    roles: ['admin'],
  },
  {
    route: routes.redraw,
    title: '网格拆分与合并',
    note: '画线拆开、与邻近的合并；在办的事随新边界走',
    icon: 'map-pin',
    roles: ['admin'],
  },
  {
    route: routes.adminCalendar,
    title: '工作日历',
    note: '本市另行规定的放假和上班日',
    icon: 'calendar',
    roles: ['admin'],
  },
  {
    route: routes.jobs,
    title: '后台任务',
    note: '排队、失败和重新发送',
    icon: 'refresh',
    roles: ['admin'],
  },
  {
    route: routes.webhooks,
    title: '数据推送',
    note: '把事项变化发给其他系统',
    icon: 'link',
    roles: ['admin'],
  },
];

export const toolsFor = (roles: readonly Role[]): AdminTool[] =>
  ADMIN_TOOLS.filter((tool) => tool.roles.some((role) => roles.includes(role)));
