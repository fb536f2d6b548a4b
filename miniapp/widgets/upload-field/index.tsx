import { type Photo, type PhotoList, explain, fileUrl, usePhotos } from '@miniapp/client';
import { choosePhotos } from '@miniapp/platform/media';
import { previewPhotos } from '@miniapp/platform/preview-photos';
import { Field, PhotoPicker, type PickedPhoto, toast, View } from '@miniapp/ui';

const STATUS: Record<Photo['state'], PickedPhoto['status']> = {
  local: 'waiting',
  uploading: 'uploading',
  done: 'done',
  failed: 'failed',
};

// A local path does not outlive the app; the server's picture does.
const shown = ({ path, thumbUrl }: Photo) => (thumbUrl ? fileUrl(thumbUrl) : path);

/** Nine files a report at most (API.md), one of which may be spoken. */
export const BESIDE_VOICE = 8;

export interface UploadFieldProps {
  list: PhotoList;
  label: string;
  hint?: string;
  error?: string;
  required?: boolean;
  max?: number;
  /** Short films too. */
  video?: boolean;
  /** Words on the add tile. */
  addText?: string;
}

/** Photos of a form: chosen, sent while one writes, each with progress, retry and remove. */
export function UploadField({
  list,
  label,
  hint,
  error,
  required,
  max = 9,
  addText,
  video,
}: UploadFieldProps) {
  const photos = usePhotos(list).filter(({ kind }) => kind !== 'voice');
  const add = async () => {
    try {
      list.add(await choosePhotos(max - photos.length, { video }));
    } catch (failure) {
      toast.fail(explain(failure));
    }
  };
  const preview = (id: string) =>
    previewPhotos(
      photos.map((photo) => ({
        url: photo.kind === 'video' ? photo.path : shown(photo),
        video: photo.kind === 'video',
      })),
      photos.findIndex(({ localId }) => localId === id),
    );
  const stuck = photos.find(({ state }) => state === 'failed');
  return (
    <Field label={label} hint={hint} error={error ?? stuck?.error} required={required} group>
      <View>
        <PhotoPicker
          photos={photos.map((photo) => ({
            id: photo.localId,
            preview: photo.kind === 'video' ? photo.poster : shown(photo),
            video: photo.kind === 'video',
            status: STATUS[photo.state],
            percent: photo.percent,
          }))}
          max={max}
          addText={addText}
          onAdd={() => void add()}
          onRemove={(id) => list.remove(id)}
          onRetry={(id) => list.retry(id)}
          onPreview={(id) => void preview(id)}
        />
      </View>
    </Field>
  );
}
