export { serviceRoutes } from './routes';
export { applicationsOf, createServiceIndexes, type ApplicationDoc } from './application.model';
export { importServices } from './import-services';
export { repairBookings, sendReminders, sweepSeats } from './jobs';
export { actOnAny } from './act-on-service';
export { submitAny } from './submit-application';
