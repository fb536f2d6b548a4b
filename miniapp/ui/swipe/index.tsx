import { useRef } from 'react';
import { type ITouchEvent, View } from '@tarojs/components';
import { swipeOf } from './swipe-of';
import { type SwipeProps } from './types';

const pointOf = ({ changedTouches }: ITouchEvent) => {
  const touch = changedTouches[0];
  return touch ? { x: touch.clientX, y: touch.clientY } : null;
};

/** Tells when a finger goes sideways over its contents. */
export function Swipe({ className, onSwipe, children }: SwipeProps) {
  const from = useRef<{ x: number; y: number } | null>(null);
  return (
    <View
      className={className}
      onTouchStart={(event) => (from.current = pointOf(event as ITouchEvent))}
      onTouchEnd={(event) => {
        const to = pointOf(event as ITouchEvent);
        const way = from.current && to ? swipeOf(from.current, to) : null;
        if (way) onSwipe(way);
      }}
    >
      {children}
    </View>
  );
}
