import { Button, Icon, Text, toast, View } from '@miniapp/ui';

export interface EdgeQuestionProps {
  grid: string;
  edge: { name: string; distanceM: number };
  onYes: () => void;
}

/** Within 30 m of another grid a pin is easily in the wrong one: ask rather than send it to the wrong person. */
export function EdgeQuestion({ grid, edge, onYes }: EdgeQuestionProps) {
  return (
    <View className="report-edge" role="status">
      <View className="lx-row">
        <Icon name="alert" />
        <Text className="lx-grow">
          {`图钉在「${grid}」，离「${edge.name}」只有 ${Math.max(1, Math.round(edge.distanceM))} 米。是这里吗？`}
        </Text>
      </View>
      <View className="report-edge__buttons">
        <Button kind="secondary" size="small" icon="check" onPress={onYes}>
          是，就在这里
        </Button>
        <Button kind="ghost" size="small" onPress={() => toast.info('请拖动地图，把图钉移到准确的位置')}>
          不是，我来移动
        </Button>
      </View>
    </View>
  );
}
