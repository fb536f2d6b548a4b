import { type ReactNode } from 'react';
import { Image, List, ListItem, Tag, Text, View } from '@miniapp/ui';
import './index.scss';

export interface PublicLookProps {
  text: string;
  /** Address as others read it. */
  address?: string | null;
  /** Addresses of small pictures. */
  photos: string[];
  /** Photos that others do not see yet. */
  note?: ReactNode;
}

/** A case as everybody else sees it: without a name, numbers hidden, the place roughly. */
export function PublicLook({ text, address, photos, note }: PublicLookProps) {
  return (
    <View className="lx-stack">
      <View className="public-look">
        <View className="lx-row">
          <Tag icon="person">居民</Tag>
          <Text className="lx-caption">不显示您的姓名和电话</Text>
        </View>
        <Text className="public-look__text">{text || '（还没有写情况）'}</Text>
        {photos.length > 0 ? (
          <List className="public-look__photos" label={`照片 ${photos.length} 张`}>
            {photos.map((src) => (
              <ListItem key={src}>
                <Image className="public-look__photo" src={src} alt="" />
              </ListItem>
            ))}
          </List>
        ) : null}
        <View className="lx-small">
          {address ? `${address}（地图上只标到十米左右）` : '地点在地图上只标到十米左右'}
        </View>
      </View>
      {note}
    </View>
  );
}
