import { UPLOAD_LIMITS } from '@shared/uploads/contract';
import { type Photo, type PhotoList, usePhotos } from '@miniapp/client';
import { recorder } from '@miniapp/platform/voice';
import { Button, Field, Progress, Text, View } from '@miniapp/ui';
import { VoiceNote } from '../voice-note';
import { useRecording } from './use-recording';
import './index.scss';

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

export interface VoiceFieldProps {
  /** The list of the form's photos: a voice note goes the same way, and waits in the outbox with them. */
  list: PhotoList;
  /** The reporter does not want to be known: a voice would tell. */
  anonymous?: boolean;
}

/** At most one voice note of a form: spoken, heard, thrown away, spoken again. Nothing where nothing can be recorded. */
export function VoiceField({ list, anonymous = false }: VoiceFieldProps) {
  const note = usePhotos(list).find(({ kind }) => kind === 'voice');
  const recording = useRecording(({ path, seconds }) => list.add([{ path, seconds, kind: 'voice' }]));
  if (!recorder.supported) return null;
  const hint = anonymous
    ? '您选了不让网格员知道是谁：录音会让人听出来，请考虑只写文字'
    : `最长 ${UPLOAD_LIMITS.audioSeconds} 秒。只有办理的人和您自己能听到，不会公开`;
  return (
    <Field label="说一段话" optional hint={hint} error={note?.error ?? recording.problem} group>
      {note ? <Spoken note={note} list={list} /> : <Speak recording={recording} />}
    </Field>
  );
}

function Speak({ recording }: { recording: ReturnType<typeof useRecording> }) {
  const { state, seconds, start, finish, cancel } = recording;
  if (state !== 'recording')
    return (
      <Button kind="secondary" icon="microphone" block loading={state === 'asking'} onPress={start}>
        按一下，开始说话
      </Button>
    );
  return (
    <View className="voice-field__recording">
      <View
        className="voice-field__clock"
        role="status"
        label={`正在录音，最长 ${UPLOAD_LIMITS.audioSeconds} 秒`}
      >
        <View className="voice-field__dot" hidden />
        <Text className="lx-num">{`${clock(seconds)} / ${clock(UPLOAD_LIMITS.audioSeconds)}`}</Text>
      </View>
      <Progress percent={(seconds / UPLOAD_LIMITS.audioSeconds) * 100} label="录音时长" />
      <View className="lx-row">
        <Button icon="check" onPress={finish}>
          说完了
        </Button>
        <Button kind="ghost" onPress={cancel}>
          不要了
        </Button>
      </View>
    </View>
  );
}

const STATES: Record<Photo['state'], string> = {
  local: '等待上传',
  uploading: '正在上传',
  done: '已传好',
  failed: '没传上去',
};

function Spoken({ note, list }: { note: Photo; list: PhotoList }) {
  return (
    <View className="lx-stack">
      <VoiceNote url={note.path} seconds={note.seconds} label="我说的话" />
      <View className="lx-row">
        <Text className="lx-small lx-grow">{STATES[note.state]}</Text>
        {note.state === 'failed' ? (
          <Button size="small" icon="refresh" label="重传录音" onPress={() => list.retry(note.localId)}>
            重试
          </Button>
        ) : null}
        <Button
          kind="ghost"
          size="small"
          icon="trash"
          label="删除录音"
          onPress={() => list.remove(note.localId)}
        >
          删除，重新说
        </Button>
      </View>
    </View>
  );
}
