import {
  Image as TaroImage,
  ScrollView,
  Slider,
  Text as TaroText,
  View as TaroView,
} from '@tarojs/components';
import { type BoxProps, type Primitives } from './types';

// WeChat reads aria-* from non-native components (base library 2.7.1); config/weapp-aria.ts lets Taro pass them on.
const aria = ({ id, className, style, role, label, hidden, live }: BoxProps) => ({
  ...(id ? { id } : {}),
  className,
  style,
  ...(role ? { ariaRole: role } : {}),
  ...(label ? { ariaLabel: label } : {}),
  ...(hidden ? { ariaHidden: true } : {}),
  ...(live ? { ariaLive: live } : {}),
});

export const View: Primitives['View'] = ({ onClick, children, ...box }) => (
  <TaroView {...aria(box)} onClick={onClick}>
    {children}
  </TaroView>
);

export const Text: Primitives['Text'] = ({ selectable, ...rest }) => (
  <TaroText {...rest} userSelect={selectable} />
);

export const Tappable: Primitives['Tappable'] = (props) => (
  <TaroView
    {...aria({ ...props, role: props.role ?? 'button' })}
    {...(props.disabled ? { ariaDisabled: true } : {})}
    {...(props.checked === undefined ? {} : { ariaChecked: props.checked })}
    className={`lx-tap ${props.disabled ? 'lx-tap--disabled' : ''} ${props.className ?? ''}`}
    hoverClass={props.disabled ? 'none' : 'lx-tap--hover'}
    hoverStayTime={80}
    onClick={props.disabled ? undefined : props.onPress}
  >
    {props.children}
  </TaroView>
);

export const Image: Primitives['Image'] = ({ src, alt, className, style, fit = 'cover', onError }) => (
  <TaroImage
    src={src}
    className={`lx-image ${className ?? ''}`}
    style={style}
    mode={fit === 'cover' ? 'aspectFill' : 'aspectFit'}
    lazyLoad
    {...(alt ? { ariaLabel: alt, ariaRole: 'img' } : { ariaHidden: true })}
    onError={onError}
  />
);

export const Heading: Primitives['Heading'] = ({
  level: _level,
  selectable: _selectable,
  children,
  ...rest
}) => (
  <TaroView {...rest} className={`lx-heading ${rest.className ?? ''}`} ariaRole="heading">
    {children}
  </TaroView>
);

export const Landmark: Primitives['Landmark'] = ({ as: _as, children, ...box }) => (
  <TaroView {...aria(box)}>{children}</TaroView>
);

export const List: Primitives['List'] = ({ ordered: _ordered, children, ...box }) => (
  <TaroView {...aria(box)}>{children}</TaroView>
);

export const ListItem: Primitives['ListItem'] = ({ children, ...box }) => (
  <TaroView {...aria(box)}>{children}</TaroView>
);

export const Scroller: Primitives['Scroller'] = ({ children, ...box }) => (
  <ScrollView
    scrollX
    enhanced
    showScrollbar={false}
    {...aria(box)}
    className={`lx-scroller ${box.className ?? ''}`}
  >
    {children}
  </ScrollView>
);

interface SliderEvent {
  detail: { value: number };
}

export const Range: Primitives['Range'] = ({ value, label, onChange }) => (
  <Slider
    className="lx-range"
    value={value}
    blockSize={28}
    activeColor="#1668a8"
    {...{ ariaLabel: label }}
    onChanging={(event: SliderEvent) => onChange(event.detail.value)}
    onChange={(event: SliderEvent) => onChange(event.detail.value)}
  />
);
