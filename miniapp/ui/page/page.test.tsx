import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { Button, Page, setElderMode, setExtraLinks, setTabBadge, Text, toast } from '@miniapp/ui';
import { current, navigation } from '../../test/taro';

const show = (path: string, depth = 1) => {
  Object.assign(current, { path, depth });
  navigation.length = 0;
  return render(
    <Page title="首页" actions={<Button onPress={() => undefined}>保存</Button>}>
      <Text>正文</Text>
    </Page>,
  );
};
const tabBar = () => within(screen.getByRole('navigation', { name: '主导航' }));

test('a tab page has the tab bar with 报事 in the middle, and marks where one is', () => {
  show('/pages/home/index');
  expect(
    tabBar()
      .getAllByRole('button')
      .map((item) => item.textContent),
  ).toEqual(['首页', '议事', '报事', '服务', '我的']);
  expect(tabBar().getByRole('button', { name: '首页' }).getAttribute('aria-current')).toBe('page');
  fireEvent.click(tabBar().getByRole('button', { name: '报事' }));
  fireEvent.click(tabBar().getByRole('button', { name: '我的' }));
  expect(navigation).toEqual([
    { kind: 'navigateTo', url: '/features/cases/pages/report/index' },
    { kind: 'switchTab', url: '/pages/me/index' },
  ]);
});

test('another page has a way back instead: to the page before, or home when opened from a link', () => {
  const { unmount } = show('/features/cases/pages/detail/index', 2);
  expect(screen.queryByRole('navigation', { name: '主导航' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: '返回' }));
  expect(navigation.at(-1)?.kind).toBe('navigateBack');
  unmount();
  show('/features/cases/pages/detail/index', 1);
  fireEvent.click(screen.getByRole('button', { name: '回到首页' }));
  expect(navigation.at(-1)).toEqual({ kind: 'switchTab', url: '/pages/home/index' });
});

test('one h1, one main, a title for the browser, and a skip link that reaches the contents', () => {
  show('/features/cases/pages/detail/index');
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('首页');
  expect(document.title).toBe('首页 · 网格连心');
  fireEvent.click(screen.getByRole('button', { name: '跳到正文' }));
  expect(document.activeElement).toBe(screen.getByRole('main'));
});

test('elder mode is a theme of the whole page, switched at once and kept', () => {
  const { container } = show('/pages/home/index');
  act(() => setElderMode(true));
  expect(container.querySelector('.lx-page.theme-elder')).toBeTruthy();
  expect(localStorage.getItem('lianxin.elder-mode')).toBe('true');
  act(() => setElderMode(false));
  expect(container.querySelector('.theme-elder')).toBeNull();
});

test('numbers on tabs are read out; links of a role stand in the side navigation', () => {
  show('/pages/home/index');
  act(() => {
    setTabBadge('/pages/me/index', 3);
    setExtraLinks([{ route: '/features/workbench/pages/queue/index', text: '工作台', icon: 'briefcase' }]);
  });
  expect(tabBar().getByRole('button', { name: '我的，3 条待处理' })).toBeTruthy();
  const side = within(screen.getByRole('navigation', { name: '门户导航' }));
  fireEvent.click(side.getByRole('button', { name: '工作台' }));
  expect(navigation.at(-1)?.url).toBe('/features/workbench/pages/queue/index');
});

test('a toast is said in a live region that was there before', () => {
  show('/pages/home/index');
  const region = screen.getByRole('status');
  act(() => toast.done('已提交'));
  expect(region.textContent).toBe('已提交');
});
