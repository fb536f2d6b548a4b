import { bodyOf, lineOf, missingOf, newDraft } from './redraw-draft';

const CUT = [
  { lng: 120, lat: 30 },
  { lng: 120.1, lat: 30 },
];
const split = { ...newDraft('330102001001001'), cut: CUT, name: '第三网格', text: '户数太多' };

test.each([
  ['nothing drawn', { ...split, cut: [] }, '请在地图上画分界线，至少两个点'],
  ['no name', { ...split, name: ' ' }, '请给新网格取个名字'],
  ['a code too short', { ...split, newCode: '33' }, '网格编码是 15 位数字'],
  ['households in words', { ...split, households: '很多' }, '户数应为整数'],
  ['no neighbour', { ...newDraft('330102001001001', 'merge'), text: '人少了' }, '请选择要并进来的网格'],
  ['no reason', { ...split, text: '' }, '请写下调整的原因'],
  ['all there', split, null],
])('before the check, %s', (_name, draft, said) => expect(missingOf(draft)).toBe(said));

test('what is sent: what was left empty is left out, a post without a grid ends', () => {
  expect(bodyOf({ ...split, households: '300', posts: { a: '330102001001003', b: '' } })).toEqual({
    change: {
      kind: 'split',
      code: '330102001001001',
      cut: CUT,
      newSide: 'right',
      part: { name: '第三网格', households: 300 },
    },
    posts: [
      { postId: 'a', to: '330102001001003' },
      { postId: 'b', to: null },
    ],
    text: '户数太多',
  });
  const merge = { ...newDraft('330102001001001', 'merge'), others: ['330102001001002'], text: '人少了' };
  expect(bodyOf(merge).change).toEqual({
    kind: 'merge',
    code: '330102001001001',
    others: ['330102001001002'],
  });
});

test('a line that begins at the grid’s centre is sent as bare points', () => {
  const centre = { lng: 120, lat: 30, coordType: 'gcj02' };
  expect(bodyOf({ ...split, cut: [centre, { lng: 120.1, lat: 30 }] }).change).toMatchObject({ cut: CUT });
  expect(JSON.stringify(bodyOf({ ...split, cut: [centre] }))).not.toContain('coordType');
});

test('one point is no line', () => {
  expect(lineOf(CUT.slice(0, 1))).toEqual([]);
  expect(lineOf(CUT)[0]?.points).toHaveLength(4);
});
