/** What a volunteer agrees to. New words get a new version, and are asked for again when the profile is next saved. */
export const VOLUNTEER_CONSENT = {
  version: '2026-11',
  points: [
    '姓名、特长和空闲时间只给您所在社区和上级的志愿服务工作人员看，用来审核和安排活动。',
    '报名活动后，活动组织者看得到您的姓名；不公开您的电话。',
    '签到用的位置只在签到那一刻核对，不保存。',
    '您可以随时退出，退出后特长、时间和监护人信息随即删除；服务时长和积分记录保留。',
  ],
} as const;

export const GUARDIAN_CONSENT =
  '我是监护人，已看过上面的说明，同意孩子参加志愿服务，并在活动时保持电话畅通。';
