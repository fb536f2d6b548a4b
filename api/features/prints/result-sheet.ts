/** The result of a ballot as it is put up for everybody to read, already in words. Handed to the print worker as it is. */
export interface ResultSheet {
  title: string;
  area: string;
  question: string;
  passed: boolean;
  summary: string;
  /** How the result came about. */
  words: string[];
  /** The rules as they stood before voting began. */
  rules: string[];
  options: { id: string; text: string; votes: number; share: string; decided: boolean }[];
  figures: [label: string, value: string][];
  /** Every ballot, by how it was filled in. */
  ballots: [choices: string, count: string][];
  buildings: [name: string, cast: string][];
  dates: [label: string, value: string][];
  hash: string;
  link: string;
  printed: string;
}
