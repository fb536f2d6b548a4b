export { type AttendeeDoc, attendeesOf, createMeetingIndexes } from './meeting.model';
export { meetingRoutes } from './routes';
export { runMeetings } from './run-meetings';
