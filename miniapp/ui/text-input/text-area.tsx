import { useState } from 'react';
import { View } from '../primitives';
import { Area } from './area';
import { type TextAreaProps } from './types';

export function TextArea({ counter = true, ...props }: TextAreaProps) {
  const [length, setLength] = useState(props.initial?.length ?? 0);
  const { maxLength, onChange } = props;
  const change = (text: string): void => {
    setLength(text.length);
    onChange(text);
  };
  return (
    <View>
      <Area {...props} onChange={change} />
      {counter && maxLength ? (
        <View className={`lx-counter lx-num ${length >= maxLength ? 'lx-counter--full' : ''}`}>
          {length} / {maxLength} 字
        </View>
      ) : null}
    </View>
  );
}
