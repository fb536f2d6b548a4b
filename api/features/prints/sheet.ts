/** What is printed of a case: plain data, handed to the worker that draws it. */
export interface Sheet {
  number: string;
  /** For whom it was printed, and when: at the foot of each page. */
  printed: string;
  /** The address of the case's public page. */
  link: string;
  /** Only its own people can open the link. */
  hidden: boolean;
  facts: [label: string, value: string][];
  text: string;
  photos: { caption: string; jpeg: Uint8Array }[];
  /** More than fit. */
  photosLeftOut: number;
  timeline: { at: string; who: string; title: string; text: string | null }[];
  timelineLeftOut: number;
  results: [label: string, value: string][];
}
