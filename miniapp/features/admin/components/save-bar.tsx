import { Banner, Button } from '@miniapp/ui';

interface SaveBarProps {
  busy: boolean;
  /** Why it was not saved: said beside the button, where who has pressed it looks. */
  problem: string | undefined;
  onSave: () => void;
}

/** The end of a form. */
export function SaveBar({ busy, problem, onSave }: SaveBarProps) {
  return (
    <>
      {problem ? (
        <Banner tone="danger" urgent>
          {problem}
        </Banner>
      ) : null}
      <Button block size="large" icon="check" loading={busy} onPress={onSave}>
        保存
      </Button>
    </>
  );
}
