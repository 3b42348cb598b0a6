import * as z from "zod";
import { closuresSchema } from "./closures.ts";
import { duration, durationOrNone } from "./duration.ts";
import {
  experienceSchema,
  hotelSchema,
  sellingSchema,
  supplierSchema,
} from "./experience-schema.ts";
import { extraSchema } from "./extra-schema.ts";
import { hoursSchema } from "./opening-hours.ts";
import { refundTiers } from "./refund-tiers.ts";
import { ownerSchema, serviceSchema, whatsAppSchema } from "./service-schema.ts";
import {
  cents,
  description,
  email,
  line,
  percent,
  positiveCount,
  slug,
  timeZone,
} from "./values.ts";

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
  owner: ownerSchema.optional(),
  whatsapp: whatsAppSchema.optional(),
});

const venue = z.strictObject({
  operator: slug,
  hours: hoursSchema,
  closures: closuresSchema,
  grid: duration,
  buffer: durationOrNone,
  notice: durationOrNone,
  horizon: duration,
  daysMax: positiveCount.max(31, "must be at most 31"),
  hold: duration,
  holdCaps: z.strictObject({ perEmail: positiveCount, perAddress: positiveCount }),
  calendar: z.strictObject({ writeBudget: duration, staleness: duration }),
  refundPolicy: refundTiers,
});

const discount = z.strictObject({ id: slug, label: line, percent });

const room = z.strictObject({
  slug,
  name: line,
  description,
  capacity: positiveCount,
  pricePerHour: cents,
  dayRate: cents.optional(),
  minimum: duration,
  discounts: z.array(slug),
  extras: z.array(extraSchema),
  calendarId: line,
});

/** The shape of rooms.config.ts; `rules.ts` checks what one value says about another. */
export const catalogueSchema = z.strictObject({
  operators: z.array(operator).min(1, "must name at least one operator"),
  venue,
  discounts: z.array(discount),
  rooms: z.array(room),
  BOOKABLE: z.array(z.string()),
  suppliers: z.array(supplierSchema),
  hotels: z.array(hotelSchema),
  selling: sellingSchema,
  experiences: z.array(experienceSchema),
  services: z.array(serviceSchema),
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
