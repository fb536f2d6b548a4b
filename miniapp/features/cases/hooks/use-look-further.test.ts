import { act, renderHook } from '@testing-library/react';
import { useLookFurther } from './use-look-further';

/** A search whose pages hold so many each; the one after the last fails. */
function search(...pages: number[]) {
  const state = { fetched: 1, fetching: false, failed: false };
  const fetchNextPage = jest.fn(() => {
    state.fetching = true;
    return Promise.resolve();
  });
  const arrive = () => {
    state.failed = state.fetched === pages.length;
    state.fetched = Math.min(state.fetched + 1, pages.length);
    state.fetching = false;
  };
  const read = () => ({
    data: Array.from({ length: pages.slice(0, state.fetched).reduce((sum, count) => sum + count, 0) }),
    hasNextPage: true,
    isFetchingNextPage: state.fetching,
    isError: state.failed,
    fetchNextPage,
  });
  return { read, arrive, fetchNextPage, state };
}

/** Renders until nothing more is fetched unbidden. */
async function settled({ read, arrive, state }: ReturnType<typeof search>) {
  const hook = renderHook(() => useLookFurther(read()));
  const rerender = () => act(() => Promise.resolve(hook.rerender()));
  const settle = async () => {
    for (await rerender(); state.fetching; await rerender()) arrive();
  };
  await settle();
  return { ...hook, settle };
}

test('empty pages are followed a few times only; then the person decides, and it goes on a few times again', async () => {
  const empty = search(...Array.from({ length: 100 }, () => 0));
  const { result, settle } = await settled(empty);
  expect([empty.fetchNextPage.mock.calls.length, result.current.looking]).toEqual([4, false]);
  act(() => result.current.goOn());
  await settle();
  expect([empty.fetchNextPage.mock.calls.length, result.current.looking]).toEqual([8, false]);
});

test('a full first page is left as it is; going on fetches one', async () => {
  const full = search(20, 20, 20);
  const { result, settle } = await settled(full);
  expect(full.fetchNextPage).not.toHaveBeenCalled();
  act(() => result.current.goOn());
  await settle();
  expect(full.fetchNextPage).toHaveBeenCalledTimes(1);
});

test('sparse pages are gathered until there is something to see', async () => {
  const sparse = search(3, 3, 3, 3);
  await settled(sparse);
  expect(sparse.state.fetched).toBe(3);
});

test('a failure is not repeated unbidden', async () => {
  const failing = search(0);
  const { result, settle } = await settled(failing);
  expect([failing.fetchNextPage.mock.calls.length, result.current.looking]).toEqual([1, false]);
  act(() => result.current.goOn());
  await settle();
  expect(failing.fetchNextPage).toHaveBeenCalledTimes(2);
});
