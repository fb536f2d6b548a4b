import { type AddToCalendar } from './calendar-types';

/** The browser hands the file to the calendar of the machine. */
export const addToCalendar: AddToCalendar = ({ file }) => {
  const link = document.createElement('a');
  link.href = file;
  link.download = '';
  link.click();
  return Promise.resolve();
};
