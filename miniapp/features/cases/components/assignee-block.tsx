import { type AssigneeView } from '@shared/cases/schemas';
import { Icon, Text, View } from '@miniapp/ui';
import { WorkerFace } from '@miniapp/widgets/worker-card';
import './assignee-block.scss';

/** Who has it: a face where it is a person, a name where it is a center or a department. */
export function AssigneeBlock({ assignee, note }: { assignee: AssigneeView | null; note?: string }) {
  if (!assignee) return <View className="lx-small">正在分派，确定由谁办理后会显示在这里</View>;
  if (assignee.type === 'person') return <WorkerFace person={assignee.worker} note={note} size={56} />;
  return (
    <View className="case-assignee">
      <View className="case-assignee__icon" hidden>
        <Icon name={assignee.type === 'center' ? 'building' : 'briefcase'} size={28} />
      </View>
      <View className="lx-grow">
        <View className="case-assignee__name">
          <Text>{assignee.name}</Text>
        </View>
        {note ? <View className="lx-small">{note}</View> : null}
      </View>
    </View>
  );
}
