export { createCircuitBreaker, type CircuitBreaker } from './circuit-breaker';
export { backoffMs, pause, type RetryPolicy } from './retry';
export { RequestFailure, sendRequest, type IncomingResponse, type OutgoingRequest } from './send-request';
