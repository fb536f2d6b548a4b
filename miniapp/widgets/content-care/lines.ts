import { FOLLOWER_TITLE } from '@shared/cases/ratings';
import { type CaseEvent, type CaseView } from '@shared/cases/schemas';
import { ADDRESS_ITEM, photoItem, textItem } from '@shared/moderation/reasons';
import { fileUrl } from '@miniapp/client';

/** One thing of a case that the public may see. */
export interface Line {
  item: string;
  title: string;
  text?: string;
  thumb?: string;
}

/** A follower's words on his rating are for staff anyway. */
const isRead = ({ type, text, visibility, who }: CaseEvent) =>
  text !== null && visibility === 'public' && !(type === 'rate' && who === FOLLOWER_TITLE);

/** Everything the public may see of a case: its words, its address and its photos, in the order they came. */
export function linesOf(view: Pick<CaseView, 'timeline' | 'photos' | 'addressText' | 'kind'>): Line[] {
  const texts = [...view.timeline]
    .reverse()
    .filter(isRead)
    .map((event): Line => ({ item: textItem(event.seq), title: event.title, text: event.text ?? '' }));
  const address: Line[] =
    view.addressText !== null && view.kind === 'report'
      ? [{ item: ADDRESS_ITEM, title: '地址', text: view.addressText }]
      : [];
  const internal = new Set(
    view.timeline
      .filter(({ visibility }) => visibility === 'internal')
      .flatMap(({ photos }) => photos.map(({ id }) => id)),
  );
  const photos = view.photos
    .filter(({ id, kind }) => !internal.has(id) && kind !== 'audio')
    .map((photo, index): Line => ({
      item: photoItem(photo.id),
      title: `${photo.kind === 'video' ? '视频' : '照片'} ${index + 1}`,
      ...(photo.thumbUrl && { thumb: fileUrl(photo.thumbUrl) }),
    }));
  return [...texts, ...address, ...photos];
}
