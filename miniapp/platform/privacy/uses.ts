export interface PrivacyUse {
  /** What is taken, as WeChat's 用户隐私保护指引 names it. */
  what: string;
  /** What for, in the words of the sheet: 「用于……」 */
  why: string;
  /** When it is asked for. */
  when: string;
  /** What still works without. */
  otherwise: string;
}

/**
 * Every WeChat interface of ours that WeChat counts as touching personal data. `docs/privacy-guide.md` says the same
 * for the console, and e2e/weapp/privacy.test.ts compares both with what the built package really calls.
 */
export const PRIVACY_USES: Readonly<Record<string, PrivacyUse>> = {
  getLocation: {
    what: '位置信息',
    why: '找到您所在的网格，并在地图上标出您反映的地点',
    when: '点「按位置查找」「定位」，或打开报事时',
    otherwise: '可以在地图上自己选点、选网格，或扫门牌码',
  },
  chooseMedia: {
    what: '选中的照片或视频、摄像头',
    why: '给您反映的事附上照片或短视频',
    when: '点「拍照或选图」时',
    otherwise: '可以只写文字',
  },
  getRecorderManager: {
    what: '麦克风',
    why: '把您说的话录下来（最长 60 秒），附在您反映的事里',
    when: '点「按一下，开始说话」时',
    otherwise: '可以写文字，或点键盘上的话筒说话',
  },
  getPhoneNumber: {
    what: '手机号',
    why: '让办理的人需要时能给您回电，换了手机也能登录',
    when: '点「用微信绑定的手机号」时',
    otherwise: '可以用短信验证码绑定，或不绑定',
  },
  chooseAvatar: {
    what: '头像',
    why: '在「我的」里显示您选的头像，只有您自己看得到',
    when: '点「换头像」时',
    otherwise: '可以不用头像',
  },
  nickname: {
    what: '昵称',
    why: '让办理的人知道怎么称呼您',
    when: '在「头像和昵称」里填写时',
    otherwise: '可以自己写一个，或用系统给的',
  },
  chooseMessageFile: {
    what: '选中的文件',
    why: '导入网格边界和名册（只有管理员用得到）',
    when: '管理员点「选择文件」时',
    otherwise: '可以在电脑网页上导入',
  },
  setClipboardData: {
    what: '剪切板',
    why: '复制事项编号或链接，方便您转给别人',
    when: '点「复制」时',
    otherwise: '可以照着屏幕抄写',
  },
  addPhoneCalendar: {
    what: '日历（仅写入）',
    why: '把您报名的活动、坝坝会或预约记进手机日历，到时提醒您',
    when: '点「加到日历」时',
    otherwise: '可以看消息提醒，或自己记下时间',
  },
};
