import { randomInt } from 'node:crypto';
import type { Role } from '@shared/auth/roles';
import type { PostFunction } from '@shared/areas/levels';
import type { Session } from '@shared/auth/schemas';
import categories from '../demo/source/categories.json';
import { areasOf, bumpAreasRevision, postsOf } from '../features/areas';
import { newUser, usersOf } from '../features/auth';
import { importCategories } from '../features/categories';
import { post } from './request';
import type { TestApp } from './test-app';

export interface Person {
  id: string;
  token: string;
  name: string;
  /** By which he may sign in again. */
  persona: string;
}

export interface Community {
  /** 4-digit city, 6 district, 9 street, 12 community. */
  city: string;
  district: string;
  street: string;
  community: string;
  /** Two neighbouring grids, each 0.01° wide; the second east of the first. */
  grids: [string, string];
  /** Middle of each grid, WGS-84. */
  centres: [
    { lng: number; lat: number; coordType: 'wgs84' },
    { lng: number; lat: number; coordType: 'wgs84' },
  ];
  person(options: PersonOptions): Promise<Person>;
}

interface PersonOptions {
  name?: string;
  role?: Role;
  area?: string;
  department?: string;
  /** Also makes a post of this function in the area. */
  post?: PostFunction;
  homeGrid?: string;
}

const square = (west: number, south: number, size: number, width = size) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [west, south],
      [west + width, south],
      [west + width, south + size],
      [west, south + size],
      [west, south],
    ] as [number, number][],
  ],
});

let serial = 0;

/** A fresh little city for one test: nobody else's data is in reach, so tests may run side by side. */
export async function buildCommunity(app: TestApp): Promise<Community> {
  serial += 1;
  const city = String(9000 + serial);
  const [district, street, community] = [`${city}01`, `${city}01001`, `${city}01001001`];
  const grids: [string, string] = [`${community}001`, `${community}002`];
  const west = 110 + serial * 0.5;
  const south = 30;
  const whole = square(west, south, 0.01, 0.02);
  const area = (code: string, level: string, name: string, parentCode: string | null, geometry: object) => ({
    _id: code,
    level,
    name,
    parentCode,
    kind: level === 'grid' ? 'basic' : null,
    settlement: level === 'grid' ? 'urban' : null,
    households: null,
    childCount: level === 'grid' ? 0 : 1,
    centre: { lng: west, lat: south },
    geometry,
    center:
      level === 'grid'
        ? null
        : { name: `${name}网格化服务管理中心`, phone: '0999-0000000', address: null, hours: '全天' },
    version: 1,
  });
  await areasOf(app.deps.db).insertMany([
    area(city, 'city', `测试市${serial}`, null, whole),
    area(district, 'district', '测试区', city, whole),
    area(street, 'street', '测试街道', district, whole),
    area(community, 'community', '测试社区', street, whole),
    area(grids[0], 'grid', '第一网格', community, square(west, south, 0.01)),
    area(grids[1], 'grid', '第二网格', community, square(west + 0.01, south, 0.01)),
  ] as never[]);
  await bumpAreasRevision(app.deps.db);
  await app.deps.routing.refresh(true);
  await importCategories(app.deps, categories, false);
  return {
    city,
    district,
    street,
    community,
    grids,
    centres: [
      { lng: west + 0.005, lat: south + 0.005, coordType: 'wgs84' },
      { lng: west + 0.015, lat: south + 0.005, coordType: 'wgs84' },
    ],
    person: (options) => buildPerson(app, options),
  };
}

async function buildPerson(app: TestApp, options: PersonOptions): Promise<Person> {
  const persona = `test-${Date.now()}-${randomInt(1e9)}`;
  const name = options.name ?? '测试人员';
  const user = newUser(name, app.deps.clock(), {
    persona,
    roles: [
      { role: 'resident' },
      ...(options.role
        ? [
            {
              role: options.role,
              ...(options.area && { areaCode: options.area }),
              ...(options.department && { department: options.department }),
            },
          ]
        : []),
    ],
    staff: options.role ? { name, title: '测试岗位' } : null,
    homeGridCode: options.homeGrid ?? null,
  });
  await usersOf(app.deps.db).collection.insertOne(user);
  const id = user._id.toHexString();
  if (options.post && options.area)
    await postsOf(app.deps.db).create({
      _id: `post-${id}`,
      areaCode: options.area,
      function: options.post,
      userId: id,
      name,
      avatarUrl: null,
      duties: '测试',
      officeHours: '工作日',
      languages: [],
      phoneMasked: null,
      phoneSealed: null,
      active: true,
    });
  const { body } = await post<Session>(app, '/auth/demo', { persona });
  return { id, token: body.accessToken, name, persona };
}
