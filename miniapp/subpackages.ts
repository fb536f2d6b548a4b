/** One feature = one WeChat subpackage: feature folder → its pages, relative to `features/<feature>/`. */
export const subpackages = {
  cases: [
    'pages/report/index',
    'pages/receipt/index',
    'pages/detail/index',
    'pages/rate/index',
    'pages/mine/index',
    'pages/nearby/index',
  ],
  areas: ['pages/grid/index'],
  ballots: ['pages/map/index', 'pages/vote/index', 'pages/result/index', 'pages/rules/index'],
  contacts: ['pages/records/index'],
  notices: ['pages/list/index', 'pages/detail/index', 'pages/manage/index', 'pages/edit/index'],
  notifications: ['pages/inbox/index', 'pages/settings/index'],
  services: ['pages/item/index', 'pages/apply/index', 'pages/appointments/index'],
  auth: ['pages/sign-in/index'],
  admin: [
    'pages/tools/index',
    'pages/rules/index',
    'pages/modes/index',
    'pages/calendar/index',
    'pages/jobs/index',
    'pages/webhooks/index',
  ],
  workbench: ['pages/queue/index', 'pages/handle/index', 'pages/leave/index'],
  moderation: ['pages/queue/index'],
} as const satisfies Record<string, readonly string[]>;
