import { Banner, Button, Card, confirm, Empty, Page, View } from '@miniapp/ui';
import { PeopleOnly } from '@miniapp/widgets/people-only';
import { routes } from '@miniapp/widgets/routes';
import { ImportReport } from '../../components/import-report';
import { type ImportState, useImport } from '../../hooks/use-import';
import '../../areas.scss';

const ADMINS = ['admin'] as const;

/** New boundaries of areas: a file, its check with a map, and only then the import. */
export default function ImportPage() {
  return (
    <Page title="区域边界" width="form">
      <PeopleOnly
        to={routes.importAreas}
        title="边界由管理员导入"
        note="需要调整网格的话，请联系本地的网格中心。"
        roles={ADMINS}
      >
        <Import />
      </PeopleOnly>
    </Page>
  );
}

function Import() {
  const state = useImport();
  const { file, busy, report, error, choose } = state;
  if (report?.applied) return <Done state={state} />;
  return (
    <>
      <Card title="选择文件">
        <View className="lx-stack">
          <View className="lx-small">
            GeoJSON（WGS-84）导入边界；.xlsx 或 CSV
            表格（编码、名称、类型、城乡、户数）修改已有区域。先检查，确认后才导入；有一处不对就全部不导入。
          </View>
          {file ? <View>{`${file.name} · ${sizeText(file.size)}`}</View> : null}
          <Button
            icon="plus"
            kind={report ? 'secondary' : 'primary'}
            loading={busy === 'checking'}
            disabled={busy === 'importing'}
            onPress={choose}
          >
            {file ? '换一个文件' : '选择文件'}
          </Button>
        </View>
      </Card>
      {busy === 'checking' ? <View className="lx-small">正在检查，全市的边界大约要一分钟…</View> : null}
      {error ? (
        <Banner tone="danger" urgent>
          {error}
        </Banner>
      ) : null}
      {report && busy !== 'checking' ? <ImportReport key={file?.path} report={report} /> : null}
      {report && busy !== 'checking' ? <Confirm state={state} /> : null}
    </>
  );
}

const sizeText = (bytes: number) =>
  bytes >= 1024 * 1024
    ? `${(bytes / 1024 / 1024).toFixed(1)} MB`
    : `${Math.max(1, Math.round(bytes / 1024))} KB`;

function Confirm({ state: { report, busy, confirm: send } }: { state: ImportState }) {
  if (!report) return null;
  const { created, updated, rejected, overlaps, outside } = report.counts;
  if (rejected + overlaps + outside > 0) return null;
  if (created + updated === 0) return <Banner>文件里的和现在的完全一样，不用导入。</Banner>;
  const ask = async (): Promise<void> => {
    const sure = await confirm({
      title: '导入这些边界？',
      text: `新增 ${created} 个，修改 ${updated} 个。新的事项按新边界分派；已有的事项仍属于原来的网格，旧边界会留存。`,
      yes: '导入',
    });
    if (sure) send();
  };
  return (
    <Button block size="large" loading={busy === 'importing'} onPress={() => void ask()}>
      {`确认导入 ${created + updated} 个区域`}
    </Button>
  );
}

function Done({ state: { report, reset } }: { state: ImportState }) {
  return (
    <Empty
      icon="check-circle"
      title="已导入，新边界已经启用"
      note={`新增 ${report?.counts.created ?? 0} 个，修改 ${report?.counts.updated ?? 0} 个。`}
      action={{ text: '再导入一份', onPress: reset }}
    />
  );
}
