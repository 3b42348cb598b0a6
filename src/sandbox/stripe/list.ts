import type { Collection } from "../documents.ts";
import { invalidParameter, resourceMissing, type StripeRefusal } from "./errors.ts";
import type { Range } from "./parameters.ts";

const LIMIT_DEFAULT = 10;
/** How many documents are read at a time while looking for matches. */
const CHUNK = 100;

interface ListValues {
  limit?: number;
  starting_after?: string;
  ending_before?: string;
  created?: Range;
}

/** Payment Links and line items do not say when they were made. */
interface Listed {
  id: string;
  created?: number;
}

/** One page of Stripe's list shape, newest first. https://docs.stripe.com/api/pagination */
export function listPage<T extends object>(
  collection: Pick<Collection<T>, "get" | "page">,
  url: string,
  values: ListValues,
  options: {
    what: string;
    owner?: string;
    matches?: (item: T) => boolean;
    shown?: (item: T) => Listed;
  },
): object | StripeRefusal {
  const { starting_after: after, ending_before: before } = values;
  if (after !== undefined && before !== undefined) {
    return invalidParameter(
      "You may only specify one of these parameters: starting_after, ending_before.",
    );
  }
  const cursor = after ?? before;
  if (cursor !== undefined && collection.get(cursor) === undefined) {
    return resourceMissing(
      options.what,
      cursor,
      after === undefined ? "ending_before" : "starting_after",
    );
  }
  const shown = options.shown ?? ((item) => item as unknown as Listed);
  const limit = values.limit ?? LIMIT_DEFAULT;
  const found: Listed[] = [];
  let from = cursor;
  while (found.length <= limit) {
    const chunk = collection.page({
      ...(options.owner === undefined ? {} : { owner: options.owner }),
      ...(from === undefined ? {} : before === undefined ? { before: from } : { after: from }),
      limit: CHUNK,
    });
    // `ending_before` walks towards newer documents: each chunk's newest is its first.
    const walk = before === undefined ? chunk : chunk.toReversed();
    for (const item of walk) {
      const object = shown(item);
      from = object.id;
      if (!within(values.created, object.created ?? 0)) continue;
      if (options.matches === undefined || options.matches(item)) found.push(object);
    }
    if (chunk.length < CHUNK) break;
  }
  const data = found.slice(0, limit);
  if (before !== undefined) data.reverse();
  return { object: "list", data, has_more: found.length > limit, url };
}

function within(range: Range | undefined, second: number): boolean {
  if (range === undefined) return true;
  return (
    (range.gt === undefined || second > range.gt) &&
    (range.gte === undefined || second >= range.gte) &&
    (range.lt === undefined || second < range.lt) &&
    (range.lte === undefined || second <= range.lte)
  );
}
