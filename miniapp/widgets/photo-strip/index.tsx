import { type CasePhoto } from '@shared/cases/schemas';
import { fileUrl } from '@miniapp/client';
import { Image, List, ListItem, Tappable, Text, View } from '@miniapp/ui';
import { previewPhotos } from '@miniapp/platform/preview-photos';
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

/** Small pictures in a row; a tap shows them large. Nothing when there are none. */
export function PhotoStrip({ photos, stages }: PhotoStripProps) {
  if (photos.length === 0) return null;
  const urls = photos.map(({ url }) => fileUrl(url));
  return (
    <List className="photo-strip" label={`照片 ${photos.length} 张`}>
      {photos.map((photo, index) => (
        <ListItem key={photo.id} className="photo-strip__item">
          <Tappable
            className="photo-strip__press"
            label={`放大第 ${index + 1} 张照片，${STAGES[photo.stage]}${photo.review ? '，公众看不到' : ''}`}
            onPress={() => void previewPhotos(urls, index)}
          >
            <Image className="photo-strip__image" src={fileUrl(photo.thumbUrl ?? photo.url)} alt="" />
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
