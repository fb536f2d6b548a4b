import { useState } from 'react';
import { getContacts } from '@shared/areas/contract';
import { listVacancies } from '@shared/duty/contract';
import { importPosts, listPosts, type PostImportReport } from '@shared/posts/contract';
import { ApiProblem, explain, refreshApi, sendFile } from '@miniapp/client';
import { type LocalFile, pickFile } from '@miniapp/platform/pick-file';
import { Banner, Button, Card, Cell, CellList, confirm, Empty, StatusTag, View } from '@miniapp/ui';

const LONGEST_MS = 10 * 60_000;
const SHOWN = 50;
const CHANGES = { create: ['新增', 'working'], update: ['修改', 'waiting'], same: ['不变', 'done'] } as const;

/** People from a spreadsheet: chosen, checked, and only then imported. */
export function PeopleImport() {
  const [file, setFile] = useState<LocalFile | null>(null);
  const [busy, setBusy] = useState<'checking' | 'importing' | null>(null);
  const [report, setReport] = useState<PostImportReport | null>(null);
  const [error, setError] = useState<string | null>(null);
  const send = async (chosen: LocalFile, dryRun: '0' | '1'): Promise<void> => {
    setBusy(dryRun === '1' ? 'checking' : 'importing');
    setError(null);
    try {
      setReport(await sendFile(importPosts, { query: { dryRun } }, chosen.path, { timeoutMs: LONGEST_MS }));
      if (dryRun === '0') await refreshApi(listPosts, listVacancies, getContacts);
    } catch (failure) {
      if (failure instanceof ApiProblem && failure.code === 'IMPORT_REJECTED')
        setReport(failure.current as PostImportReport);
      setError(explain(failure));
    } finally {
      setBusy(null);
    }
  };
  const choose = async (): Promise<void> => {
    const chosen = await pickFile(['xlsx', 'csv']);
    if (!chosen) return;
    setFile(chosen);
    setReport(null);
    await send(chosen, '1');
  };
  const ask = async (): Promise<void> => {
    const { created = 0, updated = 0 } = report?.counts ?? {};
    const sure = await confirm({
      title: '导入这些人员？',
      text: `新增 ${created} 个岗位，修改 ${updated} 个。他们用表格里的手机号登录，任期内有所在网格的权限。`,
      yes: '导入',
    });
    if (sure && file) await send(file, '0');
  };
  if (report?.applied)
    return (
      <Empty
        icon="check-circle"
        title="已导入"
        note={`新增 ${report.counts.created} 个岗位，修改 ${report.counts.updated} 个。`}
        action={{ text: '再导入一份', onPress: () => setReport(null) }}
      />
    );
  return (
    <View className="lx-stack">
      <Card title="选择表格">
        <View className="lx-stack">
          <View className="lx-small">
            .xlsx 或
            CSV，第一行写列名：网格编码、岗位、姓名、电话、任期起、任期止、职责、服务时间、语言。前三列不能少；办事的岗位要填手机号。先检查，确认后才导入；有一行不对就全部不导入。
          </View>
          {file ? <View>{file.name}</View> : null}
          <Button
            icon="plus"
            kind={report ? 'secondary' : 'primary'}
            loading={busy === 'checking'}
            disabled={busy === 'importing'}
            onPress={() => void choose().catch((failure: unknown) => setError(explain(failure)))}
          >
            {file ? '换一个表格' : '选择表格'}
          </Button>
        </View>
      </Card>
      {error ? (
        <Banner tone="danger" urgent>
          {error}
        </Banner>
      ) : null}
      {report && busy !== 'checking' ? <Report report={report} /> : null}
      {report && busy !== 'checking' && report.counts.rejected === 0 ? (
        report.counts.created + report.counts.updated === 0 ? (
          <Banner>表格里的和现在的完全一样，不用导入。</Banner>
        ) : (
          <Button block size="large" loading={busy === 'importing'} onPress={() => void ask()}>
            {`确认导入 ${report.counts.created + report.counts.updated} 个岗位`}
          </Button>
        )
      ) : null}
    </View>
  );
}

function Report({ report: { counts, rows, rejected } }: { report: PostImportReport }) {
  const hidden = Math.max(0, counts.rejected - SHOWN);
  return (
    <>
      {counts.rejected > 0 ? (
        <>
          <Banner tone="danger">{`有 ${counts.rejected} 行要改，改好以后再导入。现在没有做任何改动。`}</Banner>
          <CellList title="要改的行">
            {rejected.slice(0, SHOWN).map(({ line, reason }) => (
              <Cell key={`${line} ${reason}`} title={`第 ${line} 行`} note={reason} />
            ))}
          </CellList>
          {hidden > 0 ? <View className="lx-small">{`另有 ${hidden} 行没有列出。`}</View> : null}
        </>
      ) : null}
      <CellList title={`新增 ${counts.created}，修改 ${counts.updated}，不变 ${counts.unchanged}`}>
        {rows.slice(0, SHOWN).map(({ line, change, areaName, functionName, name, phoneMasked, term }) => (
          <Cell
            key={line}
            title={`${functionName} ${name}`}
            note={[areaName, phoneMasked, term].filter(Boolean).join(' · ')}
            value={<StatusTag tone={CHANGES[change][1]}>{CHANGES[change][0]}</StatusTag>}
          />
        ))}
      </CellList>
    </>
  );
}
