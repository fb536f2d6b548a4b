export { createLiveCalendar, type LiveCalendar } from './live-calendar';
export { readOverrides } from './overrides';
export { calendarRoutes } from './routes';
export { createWorkCalendar, type DayOverride } from './work-calendar';
