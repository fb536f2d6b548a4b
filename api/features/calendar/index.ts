export { createWorkCalendar, type DayOverride } from './work-calendar';
