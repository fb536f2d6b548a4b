import { useEffect } from 'react';
import { canGoBack, pressBack } from '../../platform/navigation';
import { Button, IconButton } from '../button';
import { cx } from '../cx';
import { Icon } from '../icon';
import { Heading, Landmark, Tappable, Text, View } from '../primitives';
import { type PageFrameProps } from './frame';
import { type NavLink, type PageNavigation } from './navigation';
import { TabBar } from './tab-bar';

/** The portal: skip link, side navigation on a desktop, heading with "back", tab bar on a phone. */
export function PageFrame({ title, tools, bare, mainId, navigation, inFront, children }: PageFrameProps) {
  useEffect(() => {
    if (inFront) document.title = `${title} · 网格连心`;
  }, [inFront, title]);
  const skip = (): void => {
    const main = document.getElementById(mainId);
    main?.setAttribute('tabindex', '-1');
    main?.focus();
  };
  return (
    <>
      <View className="lx-skip">
        <Button kind="secondary" size="small" onPress={skip}>
          跳到正文
        </Button>
      </View>
      <SideNavigation navigation={navigation} />
      <View className="lx-column">
        <Landmark as="header" className={cx('lx-topbar', bare && 'lx-topbar--bare')}>
          {navigation.isTab ? null : (
            <IconButton
              icon={canGoBack() ? 'chevron-left' : 'home'}
              label={canGoBack() ? '返回' : '回到首页'}
              onPress={() => void pressBack()}
            />
          )}
          <Heading level={1} className="lx-topbar__title">
            {title}
          </Heading>
          {tools ? <View className="lx-topbar__tools">{tools}</View> : null}
        </Landmark>
        {children}
      </View>
      {navigation.isTab ? <TabBar navigation={navigation} /> : null}
    </>
  );
}

function SideNavigation({ navigation }: { navigation: PageNavigation }) {
  const { tabs, extra, report, route, go } = navigation;
  const link = (item: NavLink) => (
    <Tappable
      key={item.route}
      className={cx('lx-side__link', item.route === route && 'is-current')}
      current={item.route === route}
      onPress={() => go(item)}
    >
      <Icon name={item.icon} />
      <Text>{item.text}</Text>
      {item.badge ? <Text className="lx-side__badge">{item.badge}</Text> : null}
    </Tappable>
  );
  return (
    <Landmark as="nav" className="lx-side" label="门户导航">
      <View className="lx-side__brand">
        <View className="lx-side__mark" hidden>
          <Icon name="grid" size={22} />
        </View>
        <Text>网格连心</Text>
      </View>
      <Button icon={report.icon} block onPress={() => go(report)}>
        {report.text}
      </Button>
      <View className="lx-side__links">
        {tabs.map(link)}
        {extra.map(link)}
      </View>
    </Landmark>
  );
}
