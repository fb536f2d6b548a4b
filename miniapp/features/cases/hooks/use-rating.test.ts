import { act, renderHook } from '@testing-library/react';
import { type CaseView } from '@shared/cases/schemas';
import { useRating } from './use-rating';

const sent: unknown[] = [];
jest.mock('./use-case', () => ({
  useCaseAction: () => (action: string, body: object) => {
    sent.push([action, body]);
    return Promise.resolve({ status: 'closed' });
  },
}));
jest.mock('@miniapp/client', () => ({ ApiProblem: class {}, explain: () => '' }));

const item = { id: 'a'.repeat(24), version: 7 } as CaseView;

function filled(score: number, resolved: 'yes' | 'no') {
  sent.length = 0;
  const hook = renderHook(() => useRating(item));
  act(() => hook.result.current.setResolved(resolved));
  act(() => hook.result.current.setStars({ response: 5, attitude: 5, result: score }));
  return hook;
}

describe('rating', () => {
  it('says what is missing and sends nothing', async () => {
    sent.length = 0;
    const { result } = renderHook(() => useRating(item));
    await act(async () => void (await result.current.send(false)));
    expect(result.current.errors).toEqual({ resolved: '请选择问题是否解决', stars: '请给三项都点上星' });
    expect(sent).toEqual([]);
  });

  it('asks nothing more of who is satisfied', async () => {
    const { result } = filled(5, 'yes');
    expect([result.current.low, result.current.mayReturn]).toEqual([false, false]);
    await act(async () => void (await result.current.send(false)));
    expect(sent).toEqual([['rate', { resolved: 'yes', response: 5, attitude: 5, result: 5, version: 7 }]]);
  });

  it('offers to have it done again, but not without words', async () => {
    const { result } = filled(2, 'no');
    expect([result.current.low, result.current.mayReturn]).toEqual([true, true]);
    await act(async () => void (await result.current.send(true)));
    expect(result.current.errors.text).toBe('请写一下哪里没办好，方便重办');
    expect(sent).toEqual([]);
    act(() => result.current.setText('东边那盏还是不亮'));
    await act(async () => void (await result.current.send(true)));
    expect(sent[0]).toEqual([
      'rate',
      expect.objectContaining({ sendBack: true, text: '东边那盏还是不亮', version: 7 }),
    ]);
  });
});
