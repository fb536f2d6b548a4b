import { act, fireEvent, render, screen } from '@testing-library/react';
import { confirm, Empty, PhotoPicker, State, StatusTag, Steps, Text, Timeline } from '@miniapp/ui';
import { DialogHost } from './dialog';

const list = (query: object, isEmpty?: (data: string[]) => boolean) => (
  <State<string[]> query={query} isEmpty={isEmpty} empty={<Empty title="还没有报过事" />}>
    {(data) => <Text>{data.join('、')}</Text>}
  </State>
);

test('State shows waiting, failure with another try, emptiness, and data', () => {
  const refetch = jest.fn();
  const { rerender } = render(list({ isPending: true }));
  expect(screen.getByRole('status', { name: '正在加载' })).toBeTruthy();
  rerender(list({ error: new Error('ECONNRESET'), refetch }));
  expect(screen.getByRole('alert').textContent).toContain('服务暂时没有响应');
  fireEvent.click(screen.getByRole('button', { name: '再试一次' }));
  expect(refetch).toHaveBeenCalledTimes(1);
  rerender(list({ data: [] }, (data) => data.length === 0));
  expect(screen.getByText('还没有报过事')).toBeTruthy();
  rerender(list({ data: ['路灯', '井盖'] }));
  expect(screen.getByText('路灯、井盖')).toBeTruthy();
});

test('null for emptiness leaves the word to the rest of the page', () => {
  const { container } = render(
    <State<string[]> query={{ data: [] }} isEmpty={() => true} empty={null}>
      {(data) => <Text>{data.join()}</Text>}
    </State>,
  );
  expect(container.textContent).toBe('');
});

test('data at hand outlives a failed refresh', () => {
  render(list({ data: ['路灯'], error: new Error('x') }));
  expect(screen.getByText('路灯')).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('steps say in words what their colours say', () => {
  render(<Steps names={['报事', '受理', '派单']} current={1} />);
  expect(screen.getByRole('list', { name: '进度：第 2 步，共 3 步' })).toBeTruthy();
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    '报事，已完成',
    '2受理，进行中',
    '3派单，未开始',
  ]);
});

test('a stopped case says so', () => {
  render(<Steps names={['报事', '受理']} current={1} stopped />);
  expect(screen.getAllByRole('listitem')[1]?.textContent).toContain('已终止');
});

test('a status is never colour alone', () => {
  const { container } = render(<StatusTag tone="overdue">超时</StatusTag>);
  expect(screen.getByText('超时')).toBeTruthy();
  expect(container.querySelector('.lx-icon--alert')).toBeTruthy();
});

test('the timeline is an ordered list with who and when', () => {
  render(<Timeline items={[{ id: '1', title: '已受理', who: '网格员 王', time: '今天 15:20' }]} />);
  expect(screen.getByRole('list', { name: '办理过程' }).tagName).toBe('OL');
  expect(screen.getByText('今天 15:20 · 网格员 王')).toBeTruthy();
});

test('each photo can be removed and a stuck one sent again; a full list offers no more', () => {
  const onRemove = jest.fn();
  const onRetry = jest.fn();
  const photos = [
    { id: 'a', preview: 'a.jpg', status: 'done' },
    { id: 'b', preview: 'b.jpg', status: 'failed' },
  ] as const;
  render(<PhotoPicker photos={photos} max={2} onAdd={jest.fn()} onRemove={onRemove} onRetry={onRetry} />);
  fireEvent.click(screen.getByRole('button', { name: '删除照片 1' }));
  fireEvent.click(screen.getByRole('button', { name: '照片 2 没传上去，点这里重试' }));
  expect([onRemove.mock.calls, onRetry.mock.calls]).toEqual([[['a']], [['b']]]);
  expect(screen.queryByRole('button', { name: '拍照或选图' })).toBeNull();
});

describe('confirm', () => {
  const ask = () => {
    render(<DialogHost />);
    const answer: { promise?: Promise<boolean> } = {};
    act(() => void (answer.promise = confirm({ title: '撤回这件事？', yes: '撤回', danger: true })));
    return answer.promise;
  };

  test('takes the focus, resolves with yes, and gives the focus back', async () => {
    const before = document.body.appendChild(document.createElement('button'));
    before.focus();
    const answer = ask();
    expect(screen.getByRole('alertdialog', { name: '撤回这件事？' })).toBe(document.activeElement);
    fireEvent.click(screen.getByRole('button', { name: '撤回' }));
    await expect(answer).resolves.toBe(true);
    expect(document.activeElement).toBe(before);
    before.remove();
  });

  test('Escape is a no, and Tab stays inside', async () => {
    const answer = ask();
    const dialog = screen.getByRole('alertdialog');
    const [no, yes] = screen.getAllByRole('button');
    yes?.focus();
    fireEvent.keyDown(yes ?? dialog, { key: 'Tab' });
    expect(document.activeElement).toBe(no);
    fireEvent.keyDown(dialog, { key: 'Escape' });
    await expect(answer).resolves.toBe(false);
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });

  test('a second question answers the first with no', async () => {
    const first = ask();
    act(() => void confirm({ title: '删除草稿？', yes: '删除' }));
    await expect(first).resolves.toBe(false);
    fireEvent.click(screen.getByRole('button', { name: '取消' }));
  });
});
