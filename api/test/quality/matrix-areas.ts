import type { routingRows } from './matrix-routing';

/** Rows of what is imported and kept of areas. */
export function areaRows({
  read,
  but,
  world,
}: Parameters<typeof routingRows>[0]): ReturnType<typeof routingRows> {
  const above = but(403, { anonymous: 401, supervisor: 200, admin: 200 });
  const none = but(403, { anonymous: 401, supervisor: 404, admin: 404 });
  return {
    listAreaVersions: [
      ['', above, read(() => `/admin/areas/${world().home.grids[0]}/versions`)],
      ['of no area that there is', none, read(() => '/admin/areas/1111/versions')],
    ],
  };
}
