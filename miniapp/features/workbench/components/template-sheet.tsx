import { useState } from 'react';
import { type TemplateView } from '@shared/templates/schemas';
import {
  Button,
  Empty,
  IconButton,
  List,
  ListItem,
  Sheet,
  Tappable,
  Text,
  TextArea,
  View,
  confirm,
} from '@miniapp/ui';
import { type FilledTemplate, type Templates } from '../hooks/use-templates';

interface Props {
  open: boolean;
  templates: Templates;
  onUse: (template: FilledTemplate) => void;
  onClose: () => void;
}

const origin = ({ source, areaName, categoryCode, groupCode }: TemplateView): string =>
  [
    source === 'own' ? '我的' : (areaName ?? ''),
    categoryCode ? '这个类别' : groupCode ? '这一大类' : '通用',
  ].join(' · ');

/** All templates for this action and case: to take, to star, and one's own to change or delete. */
export function TemplateSheet({ open, templates, onUse, onClose }: Props) {
  const [editing, setEditing] = useState<string>();
  const drop = async (item: TemplateView): Promise<void> => {
    const text = item.source === 'own' ? '删掉后找不回来。' : '辖区里的人都不能再用这一句。';
    if (await confirm({ title: '删掉这句常用语？', text, yes: '删掉', danger: true }))
      await templates.drop(item);
  };
  return (
    <Sheet open={open} title="常用语" onClose={onClose}>
      <List className="templates" label="全部常用语">
        {templates.items.map((item) => (
          <ListItem key={item.id}>
            <View className="templates__row">
              <View className="lx-grow">
                {editing === item.id ? (
                  <EditTemplate
                    item={item}
                    onSave={async (text) => {
                      if (await templates.change(item, text)) setEditing(undefined);
                    }}
                    onCancel={() => setEditing(undefined)}
                  />
                ) : (
                  <Tappable className="templates__one" onPress={() => onUse(item)}>
                    <Text>{item.filled}</Text>
                    <View className="lx-caption">{origin(item)}</View>
                  </Tappable>
                )}
              </View>
              <View className="templates__tools">
                <IconButton
                  icon={item.favourite ? 'star-filled' : 'star'}
                  label={item.favourite ? '取消收藏' : '收藏'}
                  pressed={item.favourite}
                  onPress={() => void templates.star(item)}
                />
                {item.mayEdit ? (
                  <>
                    <IconButton icon="pencil" label="修改" onPress={() => setEditing(item.id)} />
                    <IconButton icon="trash" label="删掉" onPress={() => void drop(item)} />
                  </>
                ) : null}
              </View>
            </View>
          </ListItem>
        ))}
      </List>
      {templates.items.length === 0 ? (
        <Empty title="还没有常用语" note="写好一段话后，点「存为我的常用语」。" />
      ) : null}
    </Sheet>
  );
}

interface EditProps {
  item: TemplateView;
  onSave: (text: string) => Promise<void>;
  onCancel: () => void;
}

function EditTemplate({ item, onSave, onCancel }: EditProps) {
  const [text, setText] = useState(item.text);
  return (
    <View className="lx-stack">
      <TextArea label="常用语" initial={item.text} maxLength={500} onChange={setText} />
      <View className="lx-row">
        <Button size="small" onPress={() => void onSave(text)}>
          保存
        </Button>
        <Button size="small" kind="ghost" onPress={onCancel}>
          不改了
        </Button>
      </View>
    </View>
  );
}
