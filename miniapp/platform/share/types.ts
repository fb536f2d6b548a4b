import { type CardPicture } from './card-picture';

export interface ShareCard {
  title: string;
  /** Page the card opens, with its query. */
  url: string;
  /** 5:4 picture without anything private in it, where the server draws one. */
  imageUrl?: string;
  /** Else what to draw on the card. */
  picture?: CardPicture;
}

export interface Sharing {
  /** weapp hands the card over by a button of its own (`open-type="share"`). */
  byButton: boolean;
  /** H5: the system's share sheet, or the link on the clipboard. */
  share: () => Promise<'shared' | 'copied' | 'cancelled' | 'failed'>;
}

/** Makes the page shareable with this card. Exactly once per page. */
export type UseSharing = (card: ShareCard) => Sharing;
