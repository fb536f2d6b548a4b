import { type CaseEvent, type CasePhoto } from '@shared/cases/schemas';
import { linesOf } from './lines';

const photo = (id: string): CasePhoto => ({
  id,
  kind: 'image',
  url: `/api/v1/files/${id}?size=full`,
  thumbUrl: `/api/v1/files/${id}?size=thumb`,
  review: null,
  width: 4,
  height: 3,
  stage: 'before',
});
const event = (seq: number, over: Partial<CaseEvent> = {}): CaseEvent => ({
  id: `c:${seq}`,
  seq,
  type: 'progress',
  at: '2026-11-22T03:00:00.000Z',
  title: '处理进展',
  who: '网格员 王芳',
  whoRole: 'staff',
  text: `第 ${seq} 句`,
  review: null,
  photos: [],
  visibility: 'public',
  from: 'handling',
  to: 'handling',
  hash: 'h',
  prevHash: null,
  ...over,
});

test('what the public may see, in the order it came; internal words and photos and followers’ words are none of it', () => {
  const timeline = [
    event(4, { type: 'rate', who: '一位关注的居民', whoRole: 'resident' }),
    event(3, { visibility: 'internal', photos: [photo('b')] }),
    event(2, { text: null }),
    event(1, { type: 'submit', title: '居民提交', photos: [photo('a')] }),
  ];
  const view = {
    timeline,
    photos: [photo('a'), photo('b')],
    addressText: '三号楼',
    kind: 'report' as const,
  };
  expect(linesOf(view).map(({ item, title, text }) => [item, title, text])).toEqual([
    ['t1', '居民提交', '第 1 句'],
    ['a1', '地址', '三号楼'],
    ['pa', '照片 1', undefined],
  ]);
  expect(linesOf({ ...view, kind: 'service' }).map(({ item }) => item)).toEqual(['t1', 'pa']);
});
