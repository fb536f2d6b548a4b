import { useState } from 'react';
import { NOTICE_WRITERS } from '@shared/notices/contract';
import { NOTICE_CATEGORIES, NOTICE_CATEGORY_NAMES, type ManagedNotice } from '@shared/notices/schemas';
import { parseRichText } from '@shared/notices/rich-text';
import { Button, Card, CellList, Choice, Field, SwitchCell, TextArea, TextInput, View } from '@miniapp/ui';
import { AreaField } from '@miniapp/widgets/area-field';
import { useNoticeForm } from '../hooks/use-notice-form';
import { LENGTH_OPTIONS } from '../model/draft';
import { RichText } from './rich-text';

const KINDS = NOTICE_CATEGORIES.map((value) => ({ value, text: NOTICE_CATEGORY_NAMES[value] }));
const WHEN = [
  { value: 'now', text: '马上发布' },
  { value: 'later', text: '定时发布' },
] as const;

/** Writes a notice or changes one; it is seen as residents will see it before it goes out. */
export function NoticeForm({ notice, onDone }: { notice?: ManagedNotice; onDone?: () => void }) {
  const { draft, change, wrong, saving, save } = useNoticeForm(notice, onDone);
  const [preview, setPreview] = useState(false);
  const isOut = notice?.state === 'current';
  const lengths = notice ? [{ value: 'same', text: '不变' }, ...LENGTH_OPTIONS] : LENGTH_OPTIONS;
  return (
    <View className="lx-stack">
      {notice ? null : (
        <Field label="发给谁" error={wrong.areaCode} required group>
          <AreaField roles={NOTICE_WRITERS} value={draft.area} onChange={(area) => change({ area })} />
        </Field>
      )}
      <Field label="类别" error={wrong.category} required group>
        <Choice options={KINDS} value={draft.category} onChange={(category) => change({ category })} />
      </Field>
      <Field label="标题" error={wrong.title} required>
        <TextInput
          initial={draft.title}
          maxLength={60}
          placeholder="如：后天上午检修水管，停水"
          onChange={(title) => change({ title })}
        />
      </Field>
      <Field
        label="正文"
        hint="一行一段。小标题前面写「# 」，列表每行前面写「- 」，要紧的字写成 **要紧**，网址写成 [文字](https://网址)。"
        error={wrong.text}
        required
      >
        <TextArea initial={draft.text} rows={8} maxLength={5000} onChange={(text) => change({ text })} />
      </Field>
      {isOut ? null : (
        <Field label="什么时候发布" group>
          <Choice options={WHEN} value={draft.when} onChange={(when) => change({ when })} />
        </Field>
      )}
      {draft.when === 'later' && !isOut ? (
        <Field label="发布时间" error={wrong.publishAt} required>
          <TextInput
            initial={draft.publishAt}
            maxLength={20}
            placeholder="如：2026-11-30 08:00"
            onChange={(publishAt) => change({ publishAt })}
          />
        </Field>
      ) : null}
      <Field
        label={isOut ? '从今天起还公告多久' : '公告多久'}
        hint="到期自动从列表里撤下"
        error={wrong.validUntil}
        required
        group
      >
        <Choice options={lengths} value={draft.length} onChange={(length) => change({ length })} />
      </Field>
      <CellList label="怎么显示">
        <SwitchCell
          title="置顶"
          note="排在其他公告前面"
          on={draft.pinned}
          onChange={(pinned) => change({ pinned })}
        />
        <SwitchCell
          title="重要"
          note="请居民看过后点「我已知晓」；社区和网格的会发到居民的消息里，一天最多两条"
          on={draft.important}
          onChange={(important) => change({ important })}
        />
        {isOut && notice.important ? (
          <SwitchCell
            title="请大家重新确认"
            note="内容变化大时打开，以前点过的人要再点一次"
            on={draft.askAgain}
            onChange={(askAgain) => change({ askAgain })}
          />
        ) : null}
      </CellList>
      {preview ? (
        <Card title={draft.title.trim() || '（还没有标题）'}>
          <RichText blocks={parseRichText(draft.text)} />
        </Card>
      ) : null}
      <View className="notice-buttons">
        <Button kind="secondary" icon={preview ? 'eye-off' : 'eye'} onPress={() => setPreview(!preview)}>
          {preview ? '收起预览' : '预览'}
        </Button>
        {onDone ? (
          <Button kind="ghost" onPress={onDone}>
            不改了
          </Button>
        ) : null}
        <Button icon="megaphone" loading={saving} onPress={() => void save()}>
          {notice ? '保存修改' : draft.when === 'later' ? '定时发布' : '发布'}
        </Button>
      </View>
    </View>
  );
}
