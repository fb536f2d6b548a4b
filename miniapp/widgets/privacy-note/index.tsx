import { Heading, List, ListItem, Sheet, View } from '@miniapp/ui';
import './index.scss';

const PARTS: readonly { title: string; lines: readonly string[] }[] = [
  {
    title: '保存什么',
    lines: [
      '您的昵称和手机号。手机号加密保存，任何页面上都只显示成 138****5678 这样，除非有人为了办事打给您。',
      '您报的事：文字、照片、地点和办理经过。',
      '您选的网格，和长辈版这样的使用习惯。',
    ],
  },
  {
    title: '不保存什么',
    lines: [
      '照片里自带的拍摄地点和手机型号：上传时就从照片里删掉。',
      '您走到哪里：只在您打开首页或报事时用一次定位，用来找到您的网格。',
      '身份证号、银行卡号。请不要写在报事的文字里。',
    ],
  },
  {
    title: '谁看得到',
    lines: [
      '公开的事：大家看得到事情和进展，看不到是谁报的。',
      '不公开的事：只有您和经办的人看得到。',
      '您的电话：只有正在办您的事的人能看，一次一个。看一次记一次，在“我的—谁看过我的电话”里查得到。',
      '勾选“不让网格员看到我是谁”后，经办的人也看不到您的名字和电话。',
    ],
  },
];

/** What is stored and who sees it, in plain words. Says only what this version does. */
export function PrivacyNote({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Sheet open={open} title="隐私说明" onClose={onClose}>
      <View className="privacy-note">
        {PARTS.map(({ title, lines }) => (
          <View key={title}>
            <Heading level={3}>{title}</Heading>
            <List className="privacy-note__lines">
              {lines.map((line) => (
                <ListItem key={line} className="privacy-note__line">
                  {line}
                </ListItem>
              ))}
            </List>
          </View>
        ))}
      </View>
    </Sheet>
  );
}
