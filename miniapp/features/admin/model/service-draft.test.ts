import { readFileSync } from 'node:fs';
import path from 'node:path';
import { serviceCatalogueSchema } from '@shared/services/catalogue';
import { emptyService, serviceDraftOf, serviceOf } from './service-draft';

const fresh = { ...emptyService('svc-a', 'elderly'), department: 'civil-affairs' };
const whole = { ...fresh, name: '助浴服务', audience: '70 岁以上老人' };
/** Read as a file: the mini-program imports nothing of the server. */
const demo = readFileSync(path.resolve(__dirname, '../../../../api/demo/source/services.json'), 'utf8');
const { services } = serviceCatalogueSchema.parse(JSON.parse(demo));

test('a new service needs a name and who may apply, nothing else', () => {
  const lacking = serviceOf(fresh);
  expect('errors' in lacking ? Object.keys(lacking.errors).sort() : []).toEqual(['audience', 'name']);
  expect(serviceOf(whole)).toMatchObject({ item: { name: '助浴服务', modes: ['window'] } });
});

test.each(services.map((item) => [item.name, item] as const))('%s comes back as it was', (_name, item) => {
  const again = serviceOf(serviceDraftOf(item));
  const { appointment, ...rest } = item;
  const booked = item.modes.includes('appointment') && { appointment };
  expect('item' in again ? again.item : again.errors).toEqual({ ...rest, ...booked });
});

test.each([
  [{ limitHours: '五天' }, 'limitHours'],
  [{ feeYuan: '-1' }, 'feeYuan'],
  [{ steps: ' \n ' }, 'steps'],
  [{ modes: [] }, 'modes'],
  [{ materials: [{ name: '' }] }, 'materials'],
  [{ modes: ['appointment' as const], capacity: '0' }, 'capacity'],
  [{ modes: ['appointment' as const], slotMinutes: '5' }, 'slotMinutes'],
  [{ modes: ['appointment' as const], open: [] }, 'open'],
  [{ open: [{ days: [1], from: '12:00', to: '08:00' }] }, 'open'],
  [{ open: [{ days: [1], from: '8:00', to: '12:00' }] }, 'open'],
  [{ department: '' }, 'department'],
])('%j is wrong at its own field', (change, field) => {
  const made = serviceOf({ ...whole, ...change });
  expect('errors' in made ? Object.keys(made.errors) : []).toEqual([field]);
});
