import { openPage } from '@miniapp/platform/navigation';
import { Icon, Tappable, Text, View } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';

/** The first thing on the page: one large door to reporting, saying what happens behind it. */
export function ReportEntry() {
  return (
    <Tappable className="home-report" onPress={() => void openPage(routes.report)}>
      <View className="lx-grow">
        <View className="home-report__title">
          <Text>身边有事，拍一下</Text>
        </View>
        <View className="home-report__note">
          <Text>拍照、定位、说一句话，网格员就能收到</Text>
        </View>
      </View>
      <View className="home-report__button" hidden>
        <Icon name="camera" size={28} />
        <Text>报事</Text>
      </View>
    </Tappable>
  );
}
