import { cx } from '../cx';
import { Icon } from '../icon';
import { Landmark, Tappable, Text, View } from '../primitives';
import { AtBadge } from '../taro-ui';
import { type NavLink, type PageNavigation } from './navigation';

const Item = ({ link, current, go }: { link: NavLink; current: boolean; go: (link: NavLink) => void }) => (
  <Tappable
    className={cx('lx-tabs__item', current && 'is-current')}
    current={current}
    label={link.badge ? `${link.text}，${link.badge} 条待处理` : undefined}
    onPress={() => go(link)}
  >
    <View className="lx-tabs__icon">
      {link.badge ? (
        <AtBadge value={link.badge}>
          <Icon name={link.icon} size={24} />
        </AtBadge>
      ) : (
        <Icon name={link.icon} size={24} />
      )}
    </View>
    <Text className="lx-tabs__text">{link.text}</Text>
  </Tappable>
);

/** The phone's bottom bar, with 报事 raised in the middle. */
export function TabBar({ navigation }: { navigation: PageNavigation }) {
  const { tabs, report, route, go } = navigation;
  const half = Math.ceil(tabs.length / 2);
  const item = (link: NavLink) => (
    <Item key={link.route} link={link} current={link.route === route} go={go} />
  );
  return (
    <Landmark as="nav" className="lx-tabs" label="主导航">
      {tabs.slice(0, half).map(item)}
      <Tappable className="lx-tabs__item lx-tabs__item--raised" onPress={() => go(report)}>
        <View className="lx-tabs__raised">
          <Icon name={report.icon} size={28} />
        </View>
        <Text className="lx-tabs__text">{report.text}</Text>
      </Tappable>
      {tabs.slice(half).map(item)}
    </Landmark>
  );
}
