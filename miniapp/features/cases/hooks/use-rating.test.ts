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

const ratingTags = { good: ['态度好'], bad: ['没解决'] };
const item = { id: 'a'.repeat(24), viewer: 'reporter', myRating: null, ratingTags } as CaseView;

function filled(score: number, resolved: 'yes' | 'no', about = item) {
  sent.length = 0;
  const hook = renderHook(() => useRating(about));
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
    expect(sent).toEqual([['rate', { resolved: 'yes', response: 5, attitude: 5, result: 5 }]]);
  });

  it('offers to have it done again, but not without words', async () => {
    const { result } = filled(2, 'no');
    expect([result.current.low, result.current.mayReturn]).toEqual([true, true]);
    await act(async () => void (await result.current.send(true)));
    expect(result.current.errors.text).toBe('请写一下哪里没办好，方便重办');
    expect(sent).toEqual([]);
    act(() => result.current.setText('东边那盏还是不亮'));
    await act(async () => void (await result.current.send(true)));
    expect(sent[0]).toEqual(['rate', expect.objectContaining({ sendBack: true, text: '东边那盏还是不亮' })]);
  });

  it('asks why when it is low: a tag or a word will do', async () => {
    const { result } = filled(1, 'no');
    await act(async () => void (await result.current.send(false)));
    expect(result.current.errors.text).toBe('请选一个原因，或写一句哪里没办好');
    act(() => result.current.setTags(['没解决', '态度好']));
    await act(async () => void (await result.current.send(false)));
    // What does not belong to how it turned out is not sent.
    expect(sent).toEqual([['rate', expect.objectContaining({ tags: ['没解决'], result: 1 })]]);
  });

  it('offers sending back to nobody but the reporter', () => {
    const { result } = filled(1, 'no', { ...item, viewer: 'public' });
    expect([result.current.why, result.current.mayReturn]).toEqual([true, false]);
  });

  it('starts from the rating given before', async () => {
    const myRating = {
      resolved: 'partly',
      response: 3,
      attitude: 4,
      result: 3,
      tags: ['没解决'],
      text: '还差一点',
    };
    sent.length = 0;
    const { result } = renderHook(() => useRating({ ...item, myRating } as CaseView));
    await act(async () => void (await result.current.send(false)));
    expect(sent).toEqual([['rate', myRating]]);
  });
});
