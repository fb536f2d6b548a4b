import { type CasePhoto } from '@shared/cases/schemas';
import { fileUrl } from '@miniapp/client';
import { Icon, Image, List, ListItem, Tappable, Text, View } from '@miniapp/ui';
import { previewPhotos } from '@miniapp/platform/preview-photos';
import { VoiceNote } from '../voice-note';
import './index.scss';

const STAGES: Record<CasePhoto['stage'], string> = {
  before: '反映时',
  progress: '处理中',
  after: '处理后',
  verify: '核实时',
};

export interface PhotoStripProps {
  photos: CasePhoto[];
  /** Writes on each picture when it was taken: 反映时, 处理后. */
  stages?: boolean;
}

/**
 * Small pictures in a row, a tap shows them large and plays films; below them what was said. Nothing when there is
 * none of either.
 */
export function PhotoStrip({ photos, stages }: PhotoStripProps) {
  const spoken = photos.filter(({ kind }) => kind === 'audio');
  const pictures = photos.filter(({ kind }) => kind !== 'audio');
  return (
    <>
      {pictures.length > 0 ? <Pictures photos={pictures} stages={stages} /> : null}
      {spoken.map(({ id, url, seconds }) => (
        <VoiceNote key={id} url={fileUrl(url)} seconds={seconds} label="居民说的话" />
      ))}
    </>
  );
}

function Pictures({ photos, stages }: PhotoStripProps) {
  const media = photos.map(({ url, kind }) => ({ url: fileUrl(url), video: kind === 'video' }));
  return (
    <List className="photo-strip" label={`照片 ${photos.length} 张`}>
      {photos.map((photo, index) => (
        <ListItem key={photo.id} className="photo-strip__item">
          <Tappable
            className="photo-strip__press"
            label={`${photo.kind === 'video' ? `播放第 ${index + 1} 段视频` : `放大第 ${index + 1} 张照片`}，${STAGES[photo.stage]}${photo.review ? '，公众看不到' : ''}`}
            onPress={() => void previewPhotos(media, index)}
          >
            {photo.kind === 'video' ? (
              <View className="photo-strip__image photo-strip__film">
                <Icon name="play" size={32} />
              </View>
            ) : (
              <Image className="photo-strip__image" src={fileUrl(photo.thumbUrl ?? photo.url)} alt="" />
            )}
            {photo.review ? (
              <View className="photo-strip__review">
                <Text>{photo.review === 'pending' ? '待审核' : '已隐藏'}</Text>
              </View>
            ) : null}
            {stages ? (
              <View className="photo-strip__stage">
                <Text>{STAGES[photo.stage]}</Text>
              </View>
            ) : null}
          </Tappable>
        </ListItem>
      ))}
    </List>
  );
}
