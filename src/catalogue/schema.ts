import * as z from "zod";
import { isLocalDate, isTimeZone, isWallTime } from "../domain/local-time.ts";
import { duration, durationOrNone } from "./duration.ts";

/** Slugs become parts of ids that are split on "_", hence no underscore. */
const SLUG = /^[a-z0-9-]{1,40}$/;
/** Ids of extras become fields of JSON and of form controls. */
const FIELD_ID = /^[a-z][a-zA-Z0-9]{0,39}$/;
const CONTROL_CHARACTERS = /\p{Cc}/u;
/** Past this a text no longer fits a page's heading or an email's subject. */
const LINE_LENGTH_MAX = 120;
const DESCRIPTION_LENGTH_MAX = 1_000;
/** Stripe's largest charge is 999,999.99: a price above that is a slip of the finger. */
const AMOUNT_MAX = 99_999_999;

const slug = z
  .string()
  .regex(SLUG, "must be 1 to 40 lowercase letters, digits and dashes, like sonic-studio");
const line = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(LINE_LENGTH_MAX, `must be at most ${LINE_LENGTH_MAX} characters long`)
  .refine((text) => !CONTROL_CHARACTERS.test(text), "must be a single line");
const cents = z
  .int("must be a whole number of cents")
  .min(1, "must be at least 1 cent")
  .max(AMOUNT_MAX, "must be below 1,000,000.00");
const percent = z
  .int("must be a whole number")
  .min(1, "must be from 1 to 100")
  .max(100, "must be from 1 to 100");
const wallTime = z
  .string()
  .refine(isWallTime, 'must be a time from "00:00" to "23:59", like "09:00"');
const localDate = z.string().refine(isLocalDate, 'must be a real date, like "2026-12-24"');
const email = z.email("must be an email address");
const timeZone = z.string().refine(isTimeZone, 'must be a time zone, like "America/Vancouver"');
const positiveCount = z.int("must be a whole number").min(1, "must be at least 1");

const operator = z.strictObject({
  id: slug,
  name: line,
  email,
  senderEmail: email,
  senderName: line.optional(),
  staffEmail: email,
  phone: line.optional(),
  address: line,
  locale: z.string().refine(isLocale, 'must be a language tag, like "en-CA"'),
  currency: z.string().refine(isCurrency, 'must be a lowercase currency code, like "cad"'),
  timeZone,
  brand: z
    .strictObject({
      accent: z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour, like "#1a5c4c"'),
    })
    .optional(),
});

const openingHours = z.strictObject({ opens: wallTime, closes: wallTime });

const venue = z.strictObject({
  operator: slug,
  hours: z.strictObject({
    monday: openingHours.optional(),
    tuesday: openingHours.optional(),
    wednesday: openingHours.optional(),
    thursday: openingHours.optional(),
    friday: openingHours.optional(),
    saturday: openingHours.optional(),
    sunday: openingHours.optional(),
  }),
  closures: z.strictObject({
    holidays: z.string().optional(),
    dates: z.array(z.strictObject({ date: localDate, reason: line })),
  }),
  grid: duration,
  buffer: durationOrNone,
  notice: durationOrNone,
  horizon: duration,
  daysMax: positiveCount.max(31, "must be at most 31"),
  hold: duration,
  holdCaps: z.strictObject({ perEmail: positiveCount, perAddress: positiveCount }),
  calendar: z.strictObject({ writeBudget: duration, staleness: duration }),
  refundPolicy: z.array(z.strictObject({ notice: durationOrNone, percent })),
});

const discount = z.strictObject({ id: slug, label: line, percent });

const extraPrice = z.strictObject({
  amount: cents,
  per: z.enum(["booking", "day", "attendee"], 'must be "booking", "day" or "attendee"'),
});
const asked = {
  id: z.string().regex(FIELD_ID, "must be letters and digits, like showName"),
  label: line,
  required: z.boolean(),
  hint: line.optional(),
};
const extra = z.discriminatedUnion(
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

const room = z.strictObject({
  slug,
  name: line,
  description: z.string().trim().min(1, "must not be empty").max(DESCRIPTION_LENGTH_MAX),
  capacity: positiveCount,
  pricePerHour: cents,
  dayRate: cents.optional(),
  minimum: duration,
  discounts: z.array(slug),
  extras: z.array(extra),
  calendarId: line,
});

/** The shape of rooms.config.ts; `rules.ts` checks what one value says about another. */
export const catalogueSchema = z.strictObject({
  operators: z.array(operator).min(1, "must name at least one operator"),
  venue,
  discounts: z.array(discount),
  rooms: z.array(room),
  BOOKABLE: z.array(z.string()),
});

/** What rooms.config.ts holds, as it is written there. */
export type CatalogueInput = z.input<typeof catalogueSchema>;
/** The same after reading: durations are milliseconds. */
export type CatalogueConfig = z.output<typeof catalogueSchema>;

/** Gives rooms.config.ts its types, so that an editor completes and underlines; checks nothing. */
export function defineCatalogue(input: CatalogueInput): CatalogueInput {
  return input;
}

function isLocale(text: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf([text]).length === 1;
  } catch {
    return false;
  }
}

function isCurrency(text: string): boolean {
  return Intl.supportedValuesOf("currency").some((code) => code.toLowerCase() === text);
}
