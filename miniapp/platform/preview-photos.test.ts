import { fireEvent, screen } from '@testing-library/react';
import { previewPhotos } from './preview-photos';

test('opens on the chosen picture, goes around with the arrows, and gives the focus back on Escape', async () => {
  const before = document.body.appendChild(document.createElement('button'));
  before.focus();
  await previewPhotos(['a.jpg', 'b.jpg'], 1);
  const box = screen.getByRole('dialog', { name: '照片 2，共 2 张' });
  expect(document.activeElement).toBe(box);
  fireEvent.keyDown(box, { key: 'ArrowRight' });
  expect(screen.getByRole('img', { name: '照片 1，共 2 张' }).getAttribute('src')).toBe('a.jpg');
  fireEvent.keyDown(box, { key: 'Tab' });
  expect(document.activeElement).toBe(screen.getByRole('button', { name: '关闭' }));
  fireEvent.keyDown(box, { key: 'Escape' });
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(document.activeElement).toBe(before);
});

test('a single picture offers no way to others', async () => {
  await previewPhotos(['a.jpg']);
  expect(screen.queryByRole('button', { name: '下一张' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: '关闭' }));
});
