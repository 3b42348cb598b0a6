/** How many questions are asked of the product at once. */
const AT_ONCE = 8;

/** Asks about each item, a few at a time; answers in their order. */
export async function inBatches<Item, Answer>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let index = 0; index < items.length; index += AT_ONCE) {
    answers.push(...(await Promise.all(items.slice(index, index + AT_ONCE).map(ask))));
  }
  return answers;
}
