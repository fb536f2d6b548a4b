interface Point {
  x: number;
  y: number;
}

/** A finger has gone so far, in px, that it was no tap and no scroll. */
const FAR = 60;

/** Which way a finger went; null for a tap, a short move, or one that was rather up or down. */
export function swipeOf(from: Point, to: Point): 'left' | 'right' | null {
  const [x, y] = [to.x - from.x, to.y - from.y];
  if (Math.abs(x) < FAR || Math.abs(x) < 2 * Math.abs(y)) return null;
  return x < 0 ? 'left' : 'right';
}
