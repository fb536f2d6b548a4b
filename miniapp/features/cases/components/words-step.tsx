import { useRef, useState } from 'react';
import { AREA_LEVEL_NAMES } from '@shared/areas/levels';
import { Button, Card, Choice, Field, TextArea, View } from '@miniapp/ui';
import { NumberNote } from '@miniapp/widgets/content-care';
import { Dictate } from '@miniapp/widgets/dictate';
import { type CategoryChoice } from '../hooks/use-category';
import { CategoryPicker } from './category-picker';

export interface WordsStepProps {
  initial: string;
  /** As written so far. */
  text: string;
  onText: (text: string) => void;
  choice: CategoryChoice;
  onCategory: (code: string) => void;
  textError?: string;
  categoryError?: string;
}

const MOST_LETTERS = 2000;

/** 什么事: one sentence is enough; the kind of thing is guessed from it and can be changed. */
export function WordsStep({
  initial,
  text,
  onText,
  choice,
  onCategory,
  textError,
  categoryError,
}: WordsStepProps) {
  const [picking, setPicking] = useState(false);
  // An uncontrolled field takes words from outside as a new one that begins with them.
  const [said, setSaid] = useState({ times: 0, text: initial });
  const latest = useRef(initial);
  const write = (words: string): void => {
    latest.current = words;
    onText(words);
  };
  const addWords = (words: string): void => {
    const whole = `${latest.current}${words}`.slice(0, MOST_LETTERS);
    setSaid(({ times }) => ({ times: times + 1, text: whole }));
    write(whole);
  };
  const { options, code, category } = choice;
  const more = (
    <Button kind="ghost" size="small" icon="list" onPress={() => setPicking(true)}>
      {options.length > 0 ? '都不是，换一类' : '自己选类别'}
    </Button>
  );
  return (
    <Card title="什么事">
      <View className="lx-stack">
        <Field label="说说情况" error={textError} required>
          <TextArea
            key={said.times}
            initial={said.text}
            onChange={write}
            maxLength={MOST_LETTERS}
            rows={4}
            placeholder="一句话就行，如：3 栋楼下路灯三天不亮了"
          />
        </Field>
        <Dictate onWords={addWords} />
        <NumberNote text={text} />
        <Field
          label="事情类别"
          hint={options.length > 0 ? '按您写的内容推荐，可以改' : '写下情况后会自动推荐，也可以不选'}
          error={categoryError}
          group
        >
          <View className="report-category">
            {options.length > 0 ? (
              <Choice
                options={options.map((option) => ({ value: option.code, text: option.name }))}
                value={code}
                onChange={onCategory}
                label="事情类别"
              />
            ) : null}
            {more}
          </View>
        </Field>
        {category && category.level !== 'grid' ? (
          <View className="lx-small">{`「${category.name}」由${AREA_LEVEL_NAMES[category.level]}统一受理，网格员同时知道。`}</View>
        ) : null}
        {category?.requiresPhoto ? (
          <View className="lx-small">这类事请拍一张照片，方便网格员找到地方。</View>
        ) : null}
      </View>
      <CategoryPicker
        open={picking}
        groups={choice.groups}
        value={code}
        onClose={() => setPicking(false)}
        onChoose={(chosen) => {
          onCategory(chosen);
          setPicking(false);
        }}
      />
    </Card>
  );
}
