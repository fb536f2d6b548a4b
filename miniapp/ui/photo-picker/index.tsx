import { Icon } from '../icon';
import { Image, List, ListItem, Tappable, Text, View } from '../primitives';
import { Progress } from '../progress';

export interface PickedPhoto {
  id: string;
  /** Local or remote picture to show; a film may have none. */
  preview: string | undefined;
  video?: boolean;
  status: 'waiting' | 'uploading' | 'done' | 'failed';
  /** 0–100 while uploading. */
  percent?: number;
}

export interface PhotoPickerProps {
  photos: readonly PickedPhoto[];
  max: number;
  /** Opens the camera or the album (platform `choosePhotos`). */
  onAdd: () => void;
  onRemove: (id: string) => void;
  onRetry: (id: string) => void;
  onPreview?: (id: string) => void;
  /** Words on the add tile. */
  addText?: string;
}

/** Shows chosen photos with their upload state, each removable and retryable alone; it uploads nothing itself. */
export function PhotoPicker({
  photos,
  max,
  onAdd,
  onRemove,
  onRetry,
  onPreview,
  addText = '拍照或选图',
}: PhotoPickerProps) {
  return (
    <List className="lx-photos" label={`照片，已选 ${photos.length} 张，最多 ${max} 张`}>
      {photos.map((photo, index) => (
        <ListItem key={photo.id} className="lx-photos__tile">
          <Tappable
            className="lx-photos__picture"
            label={`${photo.video ? '播放视频' : '查看照片'} ${index + 1}`}
            disabled={!onPreview}
            onPress={() => onPreview?.(photo.id)}
          >
            {photo.preview ? <Image src={photo.preview} alt="" className="lx-photos__image" /> : null}
            {photo.video ? (
              <View className="lx-photos__film">
                <Icon name="play" size={28} />
              </View>
            ) : null}
          </Tappable>
          {photo.status === 'uploading' || photo.status === 'waiting' ? (
            <View className="lx-photos__cover">
              <Progress percent={photo.percent ?? 0} label={`照片 ${index + 1} 上传中`} />
            </View>
          ) : null}
          {photo.status === 'failed' ? (
            <Tappable
              className="lx-photos__cover lx-photos__cover--failed"
              label={`照片 ${index + 1} 没传上去，点这里重试`}
              onPress={() => onRetry(photo.id)}
            >
              <Icon name="refresh" />
              <Text>重试</Text>
            </Tappable>
          ) : null}
          <Tappable
            className="lx-photos__remove"
            label={`删除照片 ${index + 1}`}
            onPress={() => onRemove(photo.id)}
          >
            <Icon name="close" size={14} />
          </Tappable>
        </ListItem>
      ))}
      {photos.length < max ? (
        <ListItem className="lx-photos__tile">
          <Tappable className="lx-photos__add" onPress={onAdd}>
            <Icon name="camera" size={28} />
            <Text>{addText}</Text>
          </Tappable>
        </ListItem>
      ) : null}
    </List>
  );
}
