import { useState } from 'react';
import { importAreas } from '@shared/area-import/contract';
import { type AreaImportReport } from '@shared/area-import/schemas';
import { getArea, listAreas } from '@shared/areas/contract';
import { ApiProblem, explain, refreshApi, sendFile } from '@miniapp/client';
import { type LocalFile, pickFile } from '@miniapp/platform/pick-file';

/** A whole city takes a minute on a small server. */
const LONGEST_MS = 10 * 60_000;

export interface ImportState {
  file: LocalFile | null;
  busy: 'checking' | 'importing' | null;
  report: AreaImportReport | null;
  error: string | null;
  choose: () => void;
  confirm: () => void;
  reset: () => void;
}

/** Choose a file → it is checked → the person confirms → the same file is imported. */
export function useImport(): ImportState {
  const [file, setFile] = useState<LocalFile | null>(null);
  const [busy, setBusy] = useState<ImportState['busy']>(null);
  const [report, setReport] = useState<AreaImportReport | null>(null);
  const [error, setError] = useState<string | null>(null);

  const send = async (chosen: LocalFile, dryRun: boolean): Promise<void> => {
    setBusy(dryRun ? 'checking' : 'importing');
    setError(null);
    try {
      const query = { dryRun: dryRun ? ('1' as const) : ('0' as const), coordType: 'gcj02' as const };
      setReport(await sendFile(importAreas, { query }, chosen.path, { timeoutMs: LONGEST_MS }));
      if (!dryRun) await refreshApi(listAreas, getArea);
    } catch (failure) {
      // The areas changed between check and import: what is wrong now is in the answer.
      if (failure instanceof ApiProblem && failure.code === 'IMPORT_REJECTED')
        setReport(failure.current as AreaImportReport);
      setError(explain(failure));
    } finally {
      setBusy(null);
    }
  };
  const choose = async (): Promise<void> => {
    const chosen = await pickFile(['geojson', 'json', 'xlsx', 'csv']);
    if (!chosen) return;
    setFile(chosen);
    setReport(null);
    await send(chosen, true);
  };
  return {
    file,
    busy,
    report,
    error,
    choose: () => void choose().catch((failure: unknown) => setError(explain(failure))),
    confirm: () => {
      if (file) void send(file, false);
    },
    reset: () => {
      setFile(null);
      setReport(null);
      setError(null);
    },
  };
}
