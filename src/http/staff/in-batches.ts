/** So many calls to objects are under way at once. */
const BATCH = 20;

/** Asks for each, a few at a time. One that fails does not keep the others from answering. */
export async function inBatches<Item, Answer>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Answer>,
): Promise<PromiseSettledResult<Answer>[]> {
  const answers: PromiseSettledResult<Answer>[] = [];
  for (let first = 0; first < items.length; first += BATCH) {
    answers.push(...(await Promise.allSettled(items.slice(first, first + BATCH).map(ask))));
  }
  return answers;
}
