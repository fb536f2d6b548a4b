import { reminderText } from './reminder-text';

const lamp = { category: { name: '路灯不亮' } };

test.each([
  [[], false, ''],
  [[lamp], false, '您报的「路灯不亮」已经办好，您满意吗？说一声，也让办事的人知道。'],
  [[lamp, lamp], false, '有 2 件事已经办好，等您说说满不满意。'],
  [[lamp, lamp, lamp, lamp, lamp], true, '有好几件事已经办好，等您说说满不满意。'],
])('%j, more %s', (items, more, words) => {
  expect(reminderText(items, more)).toBe(words);
});
