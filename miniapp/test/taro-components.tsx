import { type ComponentType, createElement, type ReactNode } from 'react';

type Props = Record<string, unknown> & { children?: ReactNode };

const inline = new Set(['Text']);

// Taro's own H5 components are web components that jsdom cannot run; a plain element of the same shape can be asked.
const stub =
  (name: string): ComponentType<Props> =>
  ({ children, className, style, onClick }) =>
    createElement(
      inline.has(name) ? 'span' : 'div',
      { className, style, onClick, 'data-taro': name },
      children,
    );

module.exports = new Proxy<Record<string, unknown>>(
  { __esModule: true },
  {
    get: (known, name: string) => (known[name] ??= stub(name)),
  },
);
