import { type CenterView } from '@shared/areas/schemas';
import { callPhone } from '@miniapp/platform/phone-call';
import { Button, Card, Cell, CellList, Text, toast } from '@miniapp/ui';

/** The dispatch desk behind the grid: its public phone, hours and address. */
export function CenterCard({ center }: { center: CenterView }) {
  const { phone } = center;
  return (
    <Card title={center.name}>
      <CellList label={center.name}>
        {phone ? (
          <Cell icon="phone" title="值班电话" value={<Text className="lx-num">{phone}</Text>} />
        ) : null}
        <Cell icon="clock" title="服务时间" value={center.hours} />
        {center.address ? <Cell icon="map-pin" title="地址" note={center.address} /> : null}
      </CellList>
      {phone ? (
        <Button
          icon="phone"
          block
          className="grid-call"
          label={`给${center.name}打电话，${phone}`}
          onPress={() => void callPhone(phone).catch(() => toast.info(`请拨打 ${phone}`))}
        >
          打电话
        </Button>
      ) : null}
    </Card>
  );
}
