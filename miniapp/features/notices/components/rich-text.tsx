import { type Block, type Inline } from '@shared/notices/rich-text';
import { openWebLink } from '@miniapp/platform/web-link';
import { confirm, Heading, List, ListItem, Tappable, Text, toast, View } from '@miniapp/ui';

/** A notice's words as the tree says, each node by a component of ours: no markup is ever interpreted here. */
export function RichText({ blocks }: { blocks: readonly Block[] }) {
  return (
    <View className="notice-text">
      {blocks.map((block, index) => (
        <BlockView key={index} block={block} />
      ))}
    </View>
  );
}

function BlockView({ block }: { block: Block }) {
  if (block.type === 'list')
    return (
      <List className="notice-text__list">
        {block.items.map((item, index) => (
          <ListItem key={index} className="notice-text__item">
            <View hidden className="notice-text__dot" />
            <View className="lx-grow">
              <Line parts={item} />
            </View>
          </ListItem>
        ))}
      </List>
    );
  if (block.type === 'heading')
    return (
      <Heading level={2} className="notice-text__heading">
        <Line parts={block.line} />
      </Heading>
    );
  return (
    <View className="notice-text__paragraph">
      <Line parts={block.line} />
    </View>
  );
}

function Line({ parts }: { parts: readonly Inline[] }) {
  return (
    <>
      {parts.map((part, index) =>
        part.type === 'link' ? (
          <Tappable
            key={index}
            role="link"
            className="notice-text__link"
            onPress={() => void follow(part.href)}
          >
            <Text>{part.text}</Text>
          </Tappable>
        ) : (
          <Text key={index} className={part.type === 'strong' ? 'notice-text__strong' : undefined}>
            {part.text}
          </Text>
        ),
      )}
    </>
  );
}

/** Where it leads is said before anything opens: the words of a link can promise anything. */
async function follow(href: string): Promise<void> {
  if (!(await confirm({ title: '打开这个网址？', text: href, yes: '打开' }))) return;
  const done = await openWebLink(href);
  if (done === 'copied') toast.info('网址已复制，请粘贴到浏览器打开');
  if (done === 'failed') toast.fail(`没能打开，请在浏览器输入 ${href}`);
}
