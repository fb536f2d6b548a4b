import { useState } from 'react';
import { checkCertificate } from '@shared/points/contract';
import { readCertificateCode } from '@shared/points/certificate';
import { hoursText } from '@shared/points/rules';
import { calendarTime } from '@shared/time/shanghai';
import { useApi } from '@miniapp/client';
import { useQuery } from '@miniapp/platform/navigation';
import { Banner, Button, Card, Cell, CellList, Field, Page, TextInput, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { useNow } from '@miniapp/widgets/use-now';
import '../../volunteers.scss';

/** Anybody checks a certificate by its code; `?code=` comes from the code printed on it. */
export default function VerifyPage() {
  const { code: printed } = useQuery();
  const [typed, setTyped] = useState(printed ?? '');
  const [code, setCode] = useState(printed ? readCertificateCode(printed) : null);
  const [wrong, setWrong] = useState<string>();
  const look = () => {
    const read = readCertificateCode(typed);
    setWrong(read ? undefined : '编号是 12 个字母或数字，印在证书标题下面');
    setCode(read);
  };
  return (
    <Page title="查验证书" width="form">
      <Card>
        <View className="lx-stack">
          <Field label="证书编号" hint="大小写、横线都可以不管" error={wrong}>
            <TextInput
              initial={printed}
              maxLength={20}
              placeholder="如 2345-6789-ABCD"
              onChange={setTyped}
              onEnter={look}
            />
          </Field>
          <Button icon="search" onPress={look}>
            查验
          </Button>
        </View>
      </Card>
      {code ? <Found code={code} /> : null}
    </Page>
  );
}

function Found({ code }: { code: string }) {
  const now = useNow();
  const query = useApi(checkCertificate, { params: { code } });
  return (
    <Loaded query={query}>
      {({ name, minutes, services, points, year, issuer, issuedAt }) => (
        <>
          <Banner tone="success">这张证书是真的。请核对下面的内容和纸上是不是一样。</Banner>
          <CellList label="证书内容">
            <Cell title="编号" value={code} />
            <Cell title="姓名" value={name} />
            <Cell title="期间" value={year ? `${year} 年` : '全部'} />
            <Cell title="服务时长" value={hoursText(minutes)} />
            <Cell title="参加次数" value={`${services} 次`} />
            <Cell title="积分" value={`${points} 分`} />
            <Cell title="出具" value={issuer} />
            <Cell title="出具时间" value={calendarTime(Date.parse(issuedAt), now)} />
          </CellList>
        </>
      )}
    </Loaded>
  );
}
