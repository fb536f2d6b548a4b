import { createElement } from 'react';
import { type BoxProps, type Primitives } from './types';

// H5 draws real HTML: a button is a button, so that keyboard, focus and screen readers work by themselves.
const aria = ({ id, className, style, role, label, hidden, live }: BoxProps) => ({
  id,
  className,
  style,
  role,
  'aria-label': label,
  'aria-hidden': hidden || undefined,
  'aria-live': live,
});

export const View: Primitives['View'] = ({ onClick, children, ...box }) => (
  <div {...aria(box)} onClick={onClick}>
    {children}
  </div>
);

export const Text: Primitives['Text'] = ({ selectable: _selectable, ...rest }) => <span {...rest} />;

export const Tappable: Primitives['Tappable'] = (props) => (
  <button
    type="button"
    {...aria(props)}
    className={`lx-tap ${props.className ?? ''}`}
    disabled={props.disabled}
    aria-pressed={props.pressed}
    aria-expanded={props.expanded}
    aria-checked={props.checked}
    aria-current={props.current ? 'page' : undefined}
    aria-busy={props.busy || undefined}
    tabIndex={props.tabIndex}
    onClick={props.onPress}
  >
    {props.children}
  </button>
);

export const Image: Primitives['Image'] = ({ src, alt, className, style, fit = 'cover', onError }) => (
  <img
    src={src}
    alt={alt}
    className={`lx-image ${className ?? ''}`}
    style={{ objectFit: fit, ...style }}
    loading="lazy"
    onError={onError}
  />
);

export const Heading: Primitives['Heading'] = ({ level, children, selectable: _selectable, ...rest }) =>
  createElement(`h${level}`, { ...rest, className: `lx-heading ${rest.className ?? ''}` }, children);

export const Landmark: Primitives['Landmark'] = ({ as, children, ...box }) =>
  createElement(as, aria(box), children);

export const List: Primitives['List'] = ({ ordered, children, ...box }) =>
  createElement(
    ordered ? 'ol' : 'ul',
    { ...aria(box), className: `lx-plain-list ${box.className ?? ''}`, role: box.role ?? 'list' },
    children,
  );

export const ListItem: Primitives['ListItem'] = ({ children, ...box }) => <li {...aria(box)}>{children}</li>;

export const Scroller: Primitives['Scroller'] = ({ children, ...box }) => (
  <div {...aria(box)} className={`lx-scroller ${box.className ?? ''}`}>
    {children}
  </div>
);

export const Range: Primitives['Range'] = ({ value, label, onChange }) => (
  <input
    type="range"
    className="lx-range"
    min={0}
    max={100}
    value={value}
    aria-label={label}
    onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}
  />
);
