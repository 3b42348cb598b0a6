import * as z from "zod";
import type { Extra } from "../domain/extras.ts";
import { repeated } from "./repeated.ts";
import { cents, fieldId, line, positiveCount, slug } from "./values.ts";

const extraPrice = z.strictObject({
  amount: cents,
  per: z.enum(["booking", "day", "attendee"], 'must be "booking", "day" or "attendee"'),
});
const asked = {
  id: fieldId,
  label: line,
  required: z.boolean(),
  hint: line.optional(),
};

/** Something that is asked, or offered, beside the time: in rooms and by services. */
export const extraSchema = z.discriminatedUnion(
  "type",
  [
    z.strictObject({ ...asked, type: z.literal("text"), maxLength: positiveCount.max(500) }),
    z.strictObject({ ...asked, type: z.literal("number"), minimum: z.int(), maximum: z.int() }),
    z.strictObject({
      ...asked,
      type: z.literal("choice"),
      options: z
        .array(z.strictObject({ id: slug, label: line, price: extraPrice.optional() }))
        .min(1, "must offer at least one option"),
    }),
    z.strictObject({ ...asked, type: z.literal("flag"), price: extraPrice.optional() }),
  ],
  'must be "text", "number", "choice" or "flag"',
);

export type ExtraConfig = z.output<typeof extraSchema>;

/** What is wrong with the extras of the bookable at `path`, one line each. */
export function extraRules(path: string, extras: readonly ExtraConfig[]): string[] {
  return [
    ...repeated(
      `${path}.extras`,
      "id",
      extras.map(({ id }) => id),
    ),
    ...extras.flatMap((extra, index) => rulesOf(`${path}.extras[${index}]`, extra)),
  ];
}

function rulesOf(path: string, extra: ExtraConfig): string[] {
  if (extra.type === "number" && extra.maximum < extra.minimum) {
    return [`${path}.maximum: must not be below the minimum`];
  }
  if (extra.type !== "choice") return [];
  return repeated(
    `${path}.options`,
    "id",
    extra.options.map(({ id }) => id),
  );
}

/** Leaves out settings that are not there, which zod types as possibly undefined. */
export function extraOf({ hint, ...extra }: ExtraConfig): Extra {
  const more = hint === undefined ? {} : { hint };
  if (extra.type === "choice") {
    const options = extra.options.map(({ price, ...option }) => ({
      ...option,
      ...(price && { price }),
    }));
    return { ...extra, ...more, options };
  }
  if (extra.type !== "flag") return { ...extra, ...more };
  const { price, ...flag } = extra;
  return { ...flag, ...more, ...(price && { price }) };
}
