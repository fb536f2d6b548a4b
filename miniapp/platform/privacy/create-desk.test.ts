import { createQuestions } from './create-desk';

test('a question stays until it is answered; what waits at the same moment is answered together', () => {
  const changed = jest.fn();
  const questions = createQuestions(changed);
  const [place, photo] = [jest.fn(), jest.fn()];
  expect(questions.question()).toBeNull();
  questions.ask(place, 'getLocation');
  questions.ask(photo, 'chooseMedia');
  expect(questions.question()?.because).toBe('getLocation');
  questions.question()?.answer(true, 'agree');
  expect(questions.question()).toBeNull();
  for (const resolve of [place, photo])
    expect(resolve.mock.calls).toEqual([
      [{ event: 'exposureAuthorization' }],
      [{ event: 'agree', buttonId: 'agree' }],
    ]);
  expect(changed).toHaveBeenCalledTimes(3);
});

test('a refusal is told to WeChat, and the next question is asked anew', () => {
  const questions = createQuestions(() => undefined);
  const resolve = jest.fn();
  questions.ask(resolve, 'getLocation');
  questions.question()?.answer(false);
  expect(resolve).toHaveBeenLastCalledWith({ event: 'disagree' });
  questions.ask(resolve, 'setClipboardData');
  expect(questions.question()?.because).toBe('setClipboardData');
});
