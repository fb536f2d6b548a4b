import { circle, line, many, path, rect } from './svg';

const building = (x: number, top: number, w: number, wall: string) =>
  rect(x, top, w, 300 - top, wall) +
  many(Math.floor((280 - top) / 44), (row) =>
    many(Math.floor(w / 40), (column) =>
      rect(x + 12 + column * 40, top + 16 + row * 44, 20, 24, '#dbe7ee', 2),
    ),
  );

const bush = (x: number, y: number, r: number, fill = '#6fa56b') =>
  circle(x, y, r, fill) + circle(x + r, y + 6, r * 0.8, fill) + circle(x - r, y + 8, r * 0.75, fill);

/** A street between houses: sky, façades, pavement from 300, kerb at 380, road below. */
export const street =
  rect(0, 0, 640, 480, '#cfe3f0') +
  circle(560, 70, 34, '#fff3cf') +
  building(-20, 90, 170, '#e8d9c5') +
  building(170, 130, 140, '#d9c3b0') +
  building(340, 70, 160, '#e6dccf') +
  building(520, 120, 150, '#d6cbbd') +
  bush(330, 286, 22) +
  bush(505, 290, 18, '#7fb077') +
  rect(0, 300, 640, 82, '#c9c4bb') +
  many(11, (i) => line(`M${i * 64} 302 L${i * 64 - 24} 380`, '#b8b2a8', 2)) +
  rect(0, 380, 640, 8, '#a9a49b') +
  rect(0, 388, 640, 92, '#8b8d90') +
  many(6, (i) => rect(20 + i * 120, 432, 60, 6, '#f1efe6', 3));

/** The same street after dark. */
export const night =
  rect(0, 0, 640, 480, '#24324a') +
  many(5, (i) => rect(i * 134 - 12, 90 + (i % 2) * 34, 120, 210, i % 2 ? '#33415c' : '#2d3a54')) +
  many(9, (i) =>
    rect(20 + ((i * 97) % 600), 120 + ((i * 53) % 140), 18, 22, i % 3 ? '#3d4b66' : '#e9c978', 2),
  ) +
  rect(0, 300, 640, 180, '#3a4356') +
  rect(0, 380, 640, 100, '#2c3343');

/** Lawn before a row of houses. */
export const yard =
  rect(0, 0, 640, 480, '#d5e8f2') +
  building(-10, 60, 220, '#ead9c8') +
  building(230, 90, 200, '#e2cfbd') +
  building(450, 50, 210, '#e9dccd') +
  path('M0 290 Q160 270 320 288 T640 282 L640 480 L0 480 Z', '#9cc37f') +
  path('M250 480 Q300 380 290 288 L330 288 Q360 380 420 480 Z', '#d9d2c4');

/** A stairwell with a door and steps. */
export const stairwell =
  rect(0, 0, 640, 480, '#e4dfd6') +
  rect(0, 0, 640, 250, '#efebe3') +
  rect(0, 250, 640, 60, '#b9cdbb') +
  rect(380, 70, 150, 300, '#8a5f43', 4) +
  rect(396, 88, 118, 264, '#9a6d4f', 3) +
  circle(500, 226, 7, '#e3c26b') +
  rect(0, 370, 640, 110, '#c2bab0') +
  many(5, (i) => rect(0, 370 - i * 38, 210 - i * 36, 38, i % 2 ? '#b3aba1' : '#bdb5ab')) +
  line('M10 300 L200 110', '#6d7a80', 8);

/** A room with its ceiling. */
export const room =
  rect(0, 0, 640, 480, '#f1ece2') +
  path('M0 0 L640 0 L560 110 L80 110 Z', '#fbf8f2') +
  rect(80, 110, 480, 260, '#ece4d6') +
  rect(380, 150, 120, 110, '#cfe3ee', 4) +
  line('M440 150 L440 260 M380 205 L500 205', '#ffffff', 5) +
  path('M0 480 L80 370 L560 370 L640 480 Z', '#cdb79c');
