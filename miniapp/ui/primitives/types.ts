import { type CSSProperties, type ReactNode } from 'react';

export interface BoxProps {
  className?: string;
  style?: CSSProperties;
  id?: string;
  /** ARIA role; on weapp `aria-role`. */
  role?: string;
  /** What a screen reader says instead of the contents. */
  label?: string;
  /** Decoration: screen readers skip it. */
  hidden?: boolean;
  /** Changes are read out: `polite` for news, `assertive` for errors. */
  live?: 'polite' | 'assertive';
  children?: ReactNode;
}

export interface TextProps {
  className?: string;
  style?: CSSProperties;
  id?: string;
  selectable?: boolean;
  children?: ReactNode;
}

export interface TappableProps extends BoxProps {
  onPress: () => void;
  disabled?: boolean;
  /** Toggle buttons: on or off. */
  pressed?: boolean;
  /** Opens and closes something. */
  expanded?: boolean;
  /** Radio-like pieces: chosen or not. */
  checked?: boolean;
  /** The item of the present page in a navigation. */
  current?: boolean;
  busy?: boolean;
  /** -1 takes it out of the tab order (roving focus in a radio group). H5 only. */
  tabIndex?: number;
}

export interface ImageProps {
  src: string;
  /** Text in place of the picture; '' for decoration. */
  alt: string;
  className?: string;
  style?: CSSProperties;
  fit?: 'cover' | 'contain';
  onError?: () => void;
}

export interface HeadingProps extends TextProps {
  level: 1 | 2 | 3;
}

export interface LandmarkProps extends BoxProps {
  as: 'main' | 'nav' | 'header' | 'section' | 'aside' | 'footer';
}

export interface ListProps extends BoxProps {
  ordered?: boolean;
}

export interface RangeProps {
  /** 0–100. */
  value: number;
  /** What is moved, for a screen reader. */
  label: string;
  onChange: (value: number) => void;
}

/** What exists once per platform: `index.tsx` (weapp, Taro components) and `index.h5.tsx` (real HTML elements). */
export interface Primitives {
  View: (props: BoxProps & { onClick?: () => void }) => ReactNode;
  Text: (props: TextProps) => ReactNode;
  Tappable: (props: TappableProps) => ReactNode;
  Image: (props: ImageProps) => ReactNode;
  Heading: (props: HeadingProps) => ReactNode;
  Landmark: (props: LandmarkProps) => ReactNode;
  List: (props: ListProps) => ReactNode;
  ListItem: (props: BoxProps) => ReactNode;
  Scroller: (props: BoxProps) => ReactNode;
  Range: (props: RangeProps) => ReactNode;
}
