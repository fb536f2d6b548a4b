/** A text as a sparse vector of unit length; `ids[i]` has weight `values[i]`. */
export interface SparseVector {
  ids: Int32Array;
  values: Float32Array;
}

/** The features of a corpus, numbered, with their inverse document frequency. */
export class Vocabulary {
  private readonly ids = new Map<string, number>();
  private readonly documentCounts: number[] = [];
  private idf = new Float32Array();

  /** @param documents the features of every text the model will be trained on */
  constructor(documents: readonly (readonly string[])[]) {
    for (const keys of documents) {
      for (const key of new Set(keys)) {
        const id = this.ids.get(key) ?? this.ids.size;
        this.ids.set(key, id);
        this.documentCounts[id] = (this.documentCounts[id] ?? 0) + 1;
      }
    }
    this.idf = Float32Array.from(this.documentCounts, (count) => Math.log(1 + documents.length / count));
  }

  get size(): number {
    return this.ids.size;
  }

  /** @returns the feature's number, or undefined when the corpus never had it */
  idOf(key: string): number | undefined {
    return this.ids.get(key);
  }

  /**
   * Weighs the known features by rarity (each once, however often it stands in the text) and scales to length 1.
   * @param keys features of one text
   */
  vectorise(keys: Iterable<string>): SparseVector {
    const known = new Set<number>();
    for (const key of keys) {
      const id = this.ids.get(key);
      if (id !== undefined) known.add(id);
    }
    const ids = Int32Array.from(known);
    const values = Float32Array.from(ids, (id) => this.idf[id] ?? 0);
    const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
    if (length > 0) for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) / length;
    return { ids, values };
  }
}
