/** What a page of a link says: a heading, and sentences under it. */
export interface LinkWords {
  title: string;
  sentences: string[];
}

export function says(title: string, ...sentences: string[]): LinkWords {
  return { title, sentences };
}
