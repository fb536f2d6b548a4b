import { getWechatCode } from '@shared/wechat/contract';
import { fileUrl } from '@miniapp/client';
import { Card, Image, View } from '@miniapp/ui';

/** The mini-program code of a grid, to be shown or printed: whoever scans it stands on this page. */
export function GridCode({ code, name }: { code: string; name: string }) {
  const path = getWechatCode.path.replace(':kind', 'grid').replace(':id', code);
  return (
    <Card title="网格小程序码">
      <View className="grid-code">
        <Image className="grid-code__image" src={fileUrl(`/api/v1${path}`)} alt={`${name}的小程序码`} />
        <View className="lx-small">用微信扫一扫，直接打开这个网格。可以长按保存，打印后贴在楼道里。</View>
      </View>
    </Card>
  );
}
