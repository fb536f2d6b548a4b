import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { Button, Choice, Field, MultiChoice, Stars, TextArea, TextInput } from '@miniapp/ui';

const radios = () => screen.getAllByRole('radio');

test('a button is a button with a name, and refuses presses while it works', () => {
  const onPress = jest.fn();
  const { rerender } = render(<Button onPress={onPress}>提交</Button>);
  fireEvent.click(screen.getByRole('button', { name: '提交' }));
  rerender(
    <Button onPress={onPress} loading>
      提交
    </Button>,
  );
  const busy = screen.getByRole('button', { name: '提交' });
  fireEvent.click(busy);
  expect(onPress).toHaveBeenCalledTimes(1);
  expect(busy.getAttribute('aria-busy')).toBe('true');
});

test('a field ties label, hint and error to its control', () => {
  render(
    <Field label="手机号" hint="只给网格员看" error="手机号应为 11 位数字">
      <TextInput onChange={() => undefined} kind="tel" />
    </Field>,
  );
  const input = screen.getByLabelText('手机号');
  const said = (input.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent);
  expect(said).toEqual(['只给网格员看', '手机号应为 11 位数字']);
  expect(input.getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByRole('alert').textContent).toBe('手机号应为 11 位数字');
});

test('text is reported as typed, counted, and committed on leaving', () => {
  const onChange = jest.fn();
  const onCommit = jest.fn();
  render(<TextArea label="说明" initial="路灯" maxLength={10} onChange={onChange} onCommit={onCommit} />);
  const area = screen.getByLabelText('说明');
  expect(screen.getByText('2 / 10 字')).toBeTruthy();
  fireEvent.change(area, { target: { value: '路灯不亮了' } });
  fireEvent.blur(area);
  expect(screen.getByText('5 / 10 字')).toBeTruthy();
  expect([onChange.mock.calls, onCommit.mock.calls]).toEqual([[['路灯不亮了']], [['路灯不亮了']]]);
});

test('Enter that ends a pinyin composition does not send the form', () => {
  const onEnter = jest.fn();
  render(<TextInput label="搜索" onChange={() => undefined} onEnter={onEnter} initial="路灯" />);
  fireEvent.keyDown(screen.getByLabelText('搜索'), { key: 'Enter', isComposing: true });
  expect(onEnter).not.toHaveBeenCalled();
  fireEvent.keyDown(screen.getByLabelText('搜索'), { key: 'Enter' });
  expect(onEnter).toHaveBeenCalledWith('路灯');
});

const Kinds = () => {
  const [value, setValue] = useState<'light' | 'waste' | 'parking'>();
  const options = [
    { value: 'light', text: '路灯' },
    { value: 'waste', text: '垃圾' },
    { value: 'parking', text: '停车' },
  ] as const;
  return <Choice label="类别" options={options} value={value} onChange={setValue} />;
};

test('a radio group has one tab stop and moves with the arrow keys, around the end too', () => {
  render(<Kinds />);
  expect(radios().map((radio) => radio.tabIndex)).toEqual([0, -1, -1]);
  fireEvent.keyDown(radios()[0] as Element, { key: 'ArrowLeft' });
  expect(document.activeElement).toBe(radios()[2]);
  expect(radios().map((radio) => radio.getAttribute('aria-checked'))).toEqual(['false', 'false', 'true']);
  fireEvent.keyDown(radios()[2] as Element, { key: 'ArrowDown' });
  expect(radios().map((radio) => radio.tabIndex)).toEqual([0, -1, -1]);
});

test('stars are named by number and word', () => {
  const onChange = jest.fn();
  render(<Stars label="办理结果" value={2} onChange={onChange} />);
  expect(screen.getByRole('radiogroup', { name: '办理结果' })).toBeTruthy();
  fireEvent.click(screen.getByRole('radio', { name: '5 星，非常满意' }));
  expect(onChange).toHaveBeenCalledWith(5);
  expect(screen.getByText('不满意')).toBeTruthy();
});

test('check boxes keep the others when one is taken away', () => {
  const onChange = jest.fn();
  const options = [
    { value: 'fast', text: '速度快' },
    { value: 'kind', text: '态度好' },
  ] as const;
  render(<MultiChoice label="标签" options={options} values={['fast', 'kind']} onChange={onChange} />);
  fireEvent.click(screen.getByRole('checkbox', { name: '速度快' }));
  expect(onChange).toHaveBeenCalledWith(['kind']);
});
