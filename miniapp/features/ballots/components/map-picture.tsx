import { type OpinionMapAnswer, type OpinionMapView } from '@shared/opinions/schemas';
import { Image, Text, View } from '@miniapp/ui';
import { asImage, describeMap, drawMap } from '../model/draw-map';

/** People near each other answered alike; each outline is a group. */
export function MapPicture({ map, mine }: { map: OpinionMapView; mine: OpinionMapAnswer['mine'] }) {
  return (
    <View className="opinion-picture">
      <Image
        className="opinion-picture__image"
        src={asImage(drawMap(map, mine))}
        alt={describeMap(map, mine)}
        fit="contain"
      />
      <Text className="lx-caption">
        {`离得近的人看法相近，点越大人越多。${mine ? '双圈是您的位置，只有您看得到。' : ''}`}
      </Text>
    </View>
  );
}
