import { type ReportForm } from '@miniapp/client';
import { Choice, Field } from '@miniapp/ui';
import { Fold } from './fold';

export interface ReportOptionsProps {
  form: ReportForm;
  publicByDefault: boolean | undefined;
  onChange: (edit: Partial<ReportForm>) => void;
}

/** Everything one need not think about, folded; its head says what holds if nothing is touched. */
export function ReportOptions({ form, publicByDefault = true, onChange }: ReportOptionsProps) {
  const visibility = form.visibility ?? (publicByDefault ? 'public' : 'private');
  const anonymous = form.anonymousToWorker ?? false;
  const summary = `${visibility === 'public' ? '公开（隐去您的信息）' : '不公开'} · ${anonymous ? '对网格员匿名' : '网格员能看到称呼'}`;
  return (
    <Fold title="公开和匿名" summary={summary}>
      <Field label="邻居能看到这件事吗" group>
        <Choice
          layout="rows"
          value={visibility}
          onChange={(next) => onChange({ visibility: next })}
          options={[
            { value: 'public', text: '公开', note: '邻居能看到进展，不会看到您是谁' },
            { value: 'private', text: '不公开', note: '只有您和办理的人能看到' },
          ]}
        />
      </Field>
      <Field label="网格员能看到您的称呼吗" group>
        <Choice
          layout="rows"
          value={anonymous ? 'hide' : 'show'}
          onChange={(next) => onChange({ anonymousToWorker: next === 'hide' })}
          options={[
            { value: 'show', text: '可以看到', note: '需要时方便联系您核实' },
            { value: 'hide', text: '不让网格员看到', note: '事情照样办，只是不方便找您核实' },
          ]}
        />
      </Field>
    </Fold>
  );
}
