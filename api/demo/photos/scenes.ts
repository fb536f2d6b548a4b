import { night, room, stairwell, street, yard } from './places';
import { at, circle, ellipse, line, many, path, rect, svg } from './svg';
import {
  awning,
  bag,
  bike,
  bin,
  box,
  car,
  cone,
  crown,
  lampPost,
  leaves,
  mattress,
  notice,
  scooter,
  sofa,
  tree,
  trunk,
} from './things';

export interface Scene {
  before: string;
  after: string;
}

const vegetables = many(18, (i) => at(60 + (i % 6) * 52, 330 + Math.floor(i / 6) * 44, path('M0 0 Q-14 -22 0 -30 Q14 -22 0 0 Z', '#4c8a3a') + path('M0 0 Q10 -16 20 -12 Z', '#68a24c'))); // prettier-ignore
const lane = rect(60, 384, 520, 90, '#9a9b9b') + many(14, (i) => line(`M${70 + i * 38} 392 L${96 + i * 38} 468`, '#e5c34a', 6)) + `<rect x="60" y="386" width="520" height="86" fill="none" stroke="#e5c34a" stroke-width="7"/>`; // prettier-ignore
const charger = rect(60, 200, 20, 180, '#7b858c') + rect(40, 180, 520, 22, '#5d8aa8', 4) + rect(540, 200, 20, 180, '#7b858c') + many(4, (i) => rect(130 + i * 110, 250, 30, 44, '#eef3f5', 4) + circle(145 + i * 110, 264, 6, '#3fa060')); // prettier-ignore

/** Pictures of what people report and of how it looks when it is done; drawn, so that nobody's photo is used. */
export const SCENES = {
  bin: {
    before: svg(street, at(300, 356, bin(), 1.3, 62), at(420, 350, bag(), 0.7), at(200, 366, bag('#5b6a58'), 0.6)),
    after: svg(street, at(260, 344, bin(), 1.3), at(360, 344, bin('#c8873a'), 1.3)),
  },
  rubbish: {
    before: svg(street, at(440, 330, bin(), 1.2), many(8, (i) => at(170 + (i % 4) * 66, 350 - Math.floor(i / 4) * 40, bag(['#3d4247', '#556b52', '#5b5148'][i % 3]), 1)), at(300, 380, box(), 0.7, 12)),
    after: svg(street, at(440, 330, bin(), 1.2), at(360, 330, bin('#c8873a'), 1.2), ellipse(230, 362, 120, 10, '#dfe9ee', 0.7)),
  },
  furniture: {
    before: svg(yard, at(250, 400, sofa, 1.1), at(400, 400, mattress, 1.2), at(160, 430, box(), 1, -8)),
    after: svg(yard, at(120, 330, tree(60, 34))),
  },
  leaves: { before: svg(street, leaves(90, 310, 160)), after: svg(street, at(590, 340, bin(), 0.9)) },
  ads: {
    before: svg(rect(0, 0, 640, 480, '#c9c2b6'), rect(0, 400, 640, 80, '#a39d92'), many(20, (i) => at(70 + (i % 7) * 84, 80 + Math.floor(i / 7) * 110, notice(['#f6f1dd', '#f2d9d3', '#dfe9d6', '#f5e6a8'][i % 4] ?? '#f6f1dd'), 1, ((i * 37) % 24) - 12))),
    after: svg(rect(0, 0, 640, 480, '#e9e4da'), rect(0, 300, 640, 100, '#b9cdbb'), rect(0, 400, 640, 80, '#a39d92')),
  },
  parking: {
    before: svg(street, at(150, 352, car('#d8dde1')), at(350, 356, car('#6b8fb3')), at(545, 352, car('#b25b4f'))),
    after: svg(street, many(3, (i) => at(150 + i * 170, 366, rect(-10, -34, 20, 40, '#8f9499', 8)))),
  },
  bikes: {
    before: svg(street, many(9, (i) => at(90 + (i % 5) * 110, 340 + Math.floor(i / 5) * 50, bike(['#e0a52e', '#3f8fc4', '#4fa36c'][i % 3] ?? '#e0a52e'), 1.1, ((i * 53) % 90) - 30))),
    after: svg(street, many(7, (i) => at(110 + i * 66, 346, bike(['#e0a52e', '#3f8fc4', '#4fa36c'][i % 3] ?? '#e0a52e'), 0.8)), `<rect x="66" y="318" width="480" height="60" fill="none" stroke="#fff" stroke-width="5"/>`),
  },
  manhole: {
    before: svg(rect(0, 0, 640, 480, '#8b8d90'), rect(0, 0, 640, 110, '#c9c4bb'), rect(0, 106, 640, 10, '#a9a49b'), ellipse(320, 300, 150, 84, '#6b6d70'), ellipse(320, 300, 130, 70, '#1f2123'), path('M190 300 Q210 240 320 232 L330 290 L250 330 Z', '#595c60'), at(540, 330, cone, 1.2)),
    after: svg(rect(0, 0, 640, 480, '#8b8d90'), rect(0, 0, 640, 110, '#c9c4bb'), rect(0, 106, 640, 10, '#a9a49b'), ellipse(320, 300, 150, 84, '#6b6d70'), ellipse(320, 300, 132, 72, '#54585c'), many(5, (i) => line(`M${224 + i * 14} ${268 + i * 16} L${416 - i * 14} ${268 + i * 16}`, '#6f7478', 5))),
  },
  lamp: { before: svg(night, at(250, 384, lampPost(false))), after: svg(night, at(250, 384, lampPost(true)), circle(330, 126, 46, '#fff0b8', 0.35)) },
  tree: {
    before: svg(street, at(120, 384, trunk(70)), at(150, 330, trunk(210), 1, 74), at(430, 330, crown(60)), at(500, 350, crown(40))),
    after: svg(street, at(120, 384, trunk(26)), at(440, 384, tree(120, 54))),
  },
  garden: { before: svg(yard, rect(40, 320, 320, 140, '#8a6a4a', 10), vegetables), after: svg(yard, many(7, (i) => at(60 + i * 88, 380 + (i % 2) * 30, crown(16, '#e59aa8'), 0.9)), at(560, 340, tree(70, 40))) },
  stall: {
    before: svg(street, at(160, 350, awning('#d9604c')), at(370, 356, awning('#3f8fc4')), at(560, 350, box(), 0.9), ellipse(300, 386, 90, 8, '#6d6a60', 0.6)),
    after: svg(street, ellipse(300, 350, 200, 10, '#dfe9ee', 0.6)),
  },
  'fire-lane': { before: svg(street, lane, at(220, 420, car('#cfd4d8')), at(450, 424, car('#4c5a66'))), after: svg(street, lane) },
  corridor: {
    before: svg(stairwell, at(250, 400, box(), 1.2), at(330, 404, box('#b08a5e'), 1), at(270, 346, box('#c8a677'), 0.9), at(160, 420, bike('#b25b4f'), 1.2), at(580, 420, bag('#5b6a58'), 0.9)),
    after: svg(stairwell),
  },
  'stair-light': {
    before: svg(stairwell, `<rect width="640" height="480" fill="#1c2333" opacity="0.78"/>`, circle(300, 34, 16, '#6d737a')),
    after: svg(stairwell, circle(300, 34, 16, '#fff0b8'), circle(300, 34, 120, '#fff0b8', 0.35)),
  },
  charging: {
    before: svg(yard, line('M120 120 Q180 260 200 396', '#2f3236', 4), line('M330 150 Q300 300 340 400', '#c0392b', 4), line('M520 110 Q540 280 480 396', '#2f3236', 4), at(200, 420, scooter('#c85a4a')), at(350, 424, scooter('#4c7fa8')), at(490, 420, scooter('#e0a52e'))),
    after: svg(yard, charger, many(4, (i) => at(140 + i * 116, 372, scooter(['#c85a4a', '#4c7fa8', '#e0a52e', '#6a9f6a'][i] ?? '#c85a4a'), 0.8))),
  },
  leak: {
    before: svg(room, ellipse(230, 66, 120, 34, '#c9b27d', 0.8), ellipse(230, 66, 70, 20, '#a98f58', 0.7), many(5, (i) => path(`M${180 + i * 26} ${120 + i * 36} q-8 18 0 24 q8 -6 0 -24`, '#7fb2d6')), at(230, 420, rect(-46, -34, 92, 40, '#5d8aa8', 8))),
    after: svg(room),
  },
  pothole: {
    before: svg(street, ellipse(320, 432, 150, 34, '#5f6164'), ellipse(316, 436, 120, 24, '#4a4c4f'), ellipse(300, 438, 80, 12, '#7fa0b5', 0.8), many(6, (i) => circle(190 + i * 52, 462 - (i % 2) * 54, 6, '#6e7073')), at(530, 430, cone)),
    after: svg(street, path('M190 402 L450 400 L470 466 L170 468 Z', '#6f7275')),
  },
} satisfies Record<string, Scene>; // prettier-ignore

export type SceneName = keyof typeof SCENES;
