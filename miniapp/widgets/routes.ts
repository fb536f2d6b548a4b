/** Pages other packages lead to. A route string in two places would be one too many. */
export const routes = {
  home: '/pages/home/index',
  report: '/features/cases/pages/report/index',
  receipt: '/features/cases/pages/receipt/index',
  detail: '/features/cases/pages/detail/index',
  rate: '/features/cases/pages/rate/index',
  mine: '/features/cases/pages/mine/index',
  nearby: '/features/cases/pages/nearby/index',
  inbox: '/features/notifications/pages/inbox/index',
  grid: '/features/areas/pages/grid/index',
  signIn: '/features/auth/pages/sign-in/index',
  handle: '/features/workbench/pages/handle/index',
  queue: '/features/workbench/pages/queue/index',
  adminTools: '/features/admin/pages/tools/index',
  adminRules: '/features/admin/pages/rules/index',
  adminModes: '/features/admin/pages/modes/index',
  adminCalendar: '/features/admin/pages/calendar/index',
} as const;
