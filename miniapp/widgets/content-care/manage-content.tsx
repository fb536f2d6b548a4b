import { useState } from 'react';
import { type CaseView } from '@shared/cases/schemas';
import { useHasRole } from '@miniapp/client';
import { Button, Card, Image, Tag, Text, View } from '@miniapp/ui';
import { JudgeSheet } from './judge-sheet';
import { type Line, linesOf } from './lines';
import { useCare } from './use-care';
import './index.scss';

/** For staff of the area: what of a public case the public sees, to hide and to put back. */
export function ManageContent({ view }: { view: CaseView }) {
  const allowed = useHasRole('grid_worker', 'dispatcher', 'supervisor', 'admin');
  const [open, setOpen] = useState(false);
  const [judging, setJudging] = useState<Line>();
  const { busy, judge } = useCare(view.id);
  if (!allowed || view.viewer !== 'staff' || view.visibility !== 'public') return null;
  const care = new Map(view.care.map((mark) => [mark.item, mark]));
  const waiting = view.care.filter(({ state }) => state === 'pending' || state === 'reported').length;
  return (
    <Card
      title="公开的内容"
      extra={
        <Button
          kind="ghost"
          size="small"
          icon={open ? 'chevron-up' : 'eye-off'}
          onPress={() => setOpen(!open)}
        >
          {open ? '收起' : '隐藏或恢复'}
        </Button>
      }
    >
      {open ? (
        linesOf(view).map((line) => {
          const mark = care.get(line.item);
          const kept = mark && ['pending', 'hidden', 'redacted'].includes(mark.state);
          return (
            <View key={line.item} className="care-line">
              {line.thumb ? <Image className="care-line__thumb" src={line.thumb} alt={line.title} /> : null}
              <View className="lx-grow">
                <View className="lx-caption">{line.title}</View>
                {line.text ? <Text className="care-line__text">{line.text}</Text> : null}
                {mark?.state === 'redacted' ? (
                  <View className="lx-small">{`公众看到：${mark.shown ?? ''}`}</View>
                ) : null}
                {mark && mark.state !== 'shown' ? <Tag icon="eye-off">{mark.stateName}</Tag> : null}
              </View>
              {kept ? (
                <Button
                  kind="secondary"
                  size="small"
                  loading={busy}
                  label={`公开${line.title}`}
                  onPress={() =>
                    void judge({ item: line.item, decision: 'publish', version: view.version }, '已公开')
                  }
                >
                  公开
                </Button>
              ) : (
                <Button
                  kind="ghost"
                  size="small"
                  label={`隐藏${line.title}`}
                  onPress={() => setJudging(line)}
                >
                  隐藏
                </Button>
              )}
            </View>
          );
        })
      ) : (
        <View className="lx-small">
          {waiting > 0 ? `有 ${waiting} 项等待审核` : '文字和照片不宜公开时，可以在这里隐藏，随时可恢复'}
        </View>
      )}
      {judging ? (
        <JudgeSheet
          caseId={view.id}
          version={view.version}
          item={judging.item}
          text={judging.text}
          onClose={() => setJudging(undefined)}
        />
      ) : null}
    </Card>
  );
}
