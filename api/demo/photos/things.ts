import { at, circle, ellipse, line, many, path, rect } from './svg';

export const bag = (fill = '#3d4247') =>
  path('M-34 40 Q-44 -8 -10 -22 L-14 -38 L12 -38 L10 -22 Q44 -8 34 40 Z', fill) +
  line('M-10 -22 L10 -22', '#70777d', 4);
export const bin = (lid = '#3f8f5c') =>
  rect(-28, -60, 56, 90, '#4fa36c', 6) + rect(-34, -72, 68, 16, lid, 5) + circle(-18, 34, 8, '#444') + circle(18, 34, 8, '#444') + rect(-14, -34, 28, 28, '#e8f4ea', 4); // prettier-ignore
export const car = (paint: string) =>
  path(
    'M-92 20 L-92 -8 Q-84 -18 -60 -20 L-36 -48 Q-30 -54 -20 -54 L34 -54 Q44 -54 52 -46 L72 -20 Q94 -16 96 0 L96 20 Z',
    paint,
  ) +
  path('M-50 -22 L-30 -44 L4 -44 L4 -22 Z M12 -22 L12 -44 L34 -44 L54 -22 Z', '#dbe9f2') +
  many(2, (i) => circle(-52 + i * 108, 20, 20, '#2f3236') + circle(-52 + i * 108, 20, 9, '#b9bec3'));
export const bike = (paint: string) =>
  circle(-30, 0, 24, 'none') +
  `<g fill="none" stroke="#40454a" stroke-width="5"><circle cx="-30" cy="0" r="22"/><circle cx="34" cy="0" r="22"/></g>` +
  line(
    'M-30 0 L-8 -36 L24 -36 L34 0 M-8 -36 L2 0 L24 -36 M2 0 L-30 0 M24 -36 L22 -52 L36 -54 M-16 -40 L0 -40',
    paint,
    6,
  );
export const trunk = (height: number) =>
  path(`M-12 0 Q-8 ${-height / 2} -9 ${-height} L9 ${-height} Q8 ${-height / 2} 12 0 Z`, '#83603f');
export const crown = (r: number, fill = '#5f9a5a') =>
  circle(0, 0, r, fill) +
  circle(r * 0.8, 14, r * 0.75, fill) +
  circle(-r * 0.8, 12, r * 0.78, fill) +
  circle(0, -r * 0.5, r * 0.8, '#6dab66');
export const tree = (height: number, r: number) => trunk(height) + at(0, -height - r * 0.4, crown(r));
export const lampPost = (lit: boolean) =>
  rect(-6, -250, 12, 250, '#59616a') +
  line('M0 -246 Q30 -276 74 -266', '#59616a', 9) +
  ellipse(80, -258, 26, 10, lit ? '#ffe9a3' : '#8d949b') +
  (lit ? `<path d="M58 -250 L-40 6 L210 6 L104 -250 Z" fill="#ffe9a3" opacity="0.32"/>` : '');
export const sofa =
  rect(-90, -60, 180, 60, '#a8715f', 14) +
  rect(-100, -30, 200, 52, '#b98270', 14) +
  rect(-88, 20, 12, 16, '#5e4334') +
  rect(76, 20, 12, 16, '#5e4334');
export const mattress = at(
  0,
  0,
  rect(-20, -120, 40, 150, '#e9e4d8', 8) +
    many(4, (i) => line(`M-12 ${-96 + i * 34} L12 ${-96 + i * 34}`, '#cfc8b8', 3)),
  1,
  14,
);
export const box = (fill = '#c39a6b') =>
  rect(-34, -50, 68, 54, fill, 3) + line('M-34 -30 L34 -30 M0 -50 L0 4', '#a37c4f', 3);
export const leaf = (fill: string) => path('M0 0 Q10 -14 22 0 Q10 12 0 0 Z', fill);
export const leaves = (count: number, top: number, depth: number) =>
  many(count, (i) =>
    at(
      (i * 79) % 640,
      top + ((i * 47) % depth),
      leaf(['#c98b3b', '#b5702c', '#d8a64c', '#9d7a3a'][i % 4] ?? '#b5702c'),
      0.8 + (i % 3) * 0.3,
      i * 41,
    ),
  );
export const notice = (fill: string) =>
  rect(-24, -32, 48, 64, fill, 2) + many(4, (i) => rect(-16, -22 + i * 13, 32, 5, '#8a8f94', 2));
export const awning = (a: string) =>
  many(6, (i) =>
    path(
      `M${-90 + i * 30} -100 L${-60 + i * 30} -100 L${-60 + i * 30} -66 Q${-75 + i * 30} -54 ${-90 + i * 30} -66 Z`,
      i % 2 ? '#fff6ea' : a,
    ),
  ) +
  rect(-86, -70, 6, 100, '#7c6a55') +
  rect(80, -70, 6, 100, '#7c6a55') +
  rect(-92, -12, 184, 18, '#b58c5c', 4) +
  many(7, (i) => circle(-72 + i * 24, -20, 11, ['#d9604c', '#e8a33d', '#7fae4e'][i % 3] ?? '#d9604c'));
export const scooter = (paint: string) =>
  circle(-44, 0, 16, '#2f3236') +
  circle(44, 0, 16, '#2f3236') +
  path('M-50 -14 L-10 -14 L0 -30 L30 -30 L40 -64 L50 -64 L48 -10 L14 -4 L-50 -4 Z', paint) +
  rect(-46, -40, 50, 12, '#33373b', 6) +
  line('M36 -70 L58 -74', '#33373b', 5);
export const cone =
  path('M0 -50 L20 6 L-20 6 Z', '#e2672f') +
  rect(-26, 4, 52, 8, '#c4541f', 3) +
  path('M-7 -28 L7 -28 L12 -14 L-12 -14 Z', '#fff');
