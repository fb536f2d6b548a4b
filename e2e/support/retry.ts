// A browser or a stub runtime on a busy machine may miss a moment once; what is wrong fails every time. The first
// failure is printed, so that nothing hides behind its second try.
jest.retryTimes(2, { logErrorsBeforeRetry: true });
