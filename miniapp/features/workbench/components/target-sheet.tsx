import { useState } from 'react';
import { type DispatchTargets } from '@shared/cases/dispatch';
import { Cell, CellList, Empty, Sheet, TextInput, View } from '@miniapp/ui';
import { type NamedTarget } from '../model/action-draft';
import { targetLines, type TargetLine } from '../model/targets';

export interface TargetSheetProps {
  title: string;
  open: boolean;
  targets: DispatchTargets;
  /** Keys of those chosen already: marked, and not to be chosen twice. */
  chosen: readonly string[];
  onPick: (named: NamedTarget) => void;
  onClose: () => void;
}

/** Departments and people to choose from, narrowed by typing. */
export function TargetSheet({ title, open, targets, chosen, onPick, onClose }: TargetSheetProps) {
  const [words, setWords] = useState('');
  const { departments, people } = targetLines(targets, words);
  const close = (): void => {
    setWords('');
    onClose();
  };
  const pick = ({ target, name }: TargetLine): void => {
    onPick({ target, name });
    close();
  };
  const list = (heading: string, lines: TargetLine[]) =>
    lines.length > 0 ? (
      <CellList title={heading}>
        {lines.map((line) => (
          <Cell
            key={line.key}
            title={line.name}
            note={line.note}
            value={chosen.includes(line.key) ? '已选' : undefined}
            onPress={() => pick(line)}
          />
        ))}
      </CellList>
    ) : null;
  return (
    <Sheet open={open} title={title} onClose={close}>
      <View className="lx-stack">
        <TextInput
          kind="search"
          label="搜索部门或人员"
          placeholder="搜索部门、姓名、网格"
          onChange={setWords}
        />
        {list('部门', departments)}
        {list('网格人员', people)}
        {departments.length + people.length === 0 ? (
          <Empty icon="search" title="没有找到" note="换个说法试试。" />
        ) : null}
      </View>
    </Sheet>
  );
}
