export { createConsoleSmsSender, type SmsLogLine } from './console-sms-sender';
export { maskPhone, SmsError, type SmsSender } from './sms-sender';
