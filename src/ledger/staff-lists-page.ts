/** Part of a list: `next` is what to ask for the part after it with, null at the end. */
export interface Page<Item> {
  items: Item[];
  next: string | null;
}

/** One row more than the page holds was read: whether there is one says whether there is more. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  { cursor, item }: { cursor: (row: Row) => (string | number)[]; item: (row: Row) => Item },
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map(item), next: last === undefined ? null : cursor(last).join("~") };
}
