import { type TouchEvent, useRef } from 'react';
import { swipeOf } from './swipe-of';
import { type SwipeProps } from './types';

const pointOf = ({ changedTouches }: TouchEvent) => {
  const touch = changedTouches[0];
  return touch ? { x: touch.clientX, y: touch.clientY } : null;
};

/** Tells when a finger goes sideways over its contents. */
export function Swipe({ className, onSwipe, children }: SwipeProps) {
  const from = useRef<{ x: number; y: number } | null>(null);
  return (
    <div
      className={className}
      onTouchStart={(event) => (from.current = pointOf(event))}
      onTouchEnd={(event) => {
        const to = pointOf(event);
        const way = from.current && to ? swipeOf(from.current, to) : null;
        if (way) onSwipe(way);
      }}
    >
      {children}
    </div>
  );
}
