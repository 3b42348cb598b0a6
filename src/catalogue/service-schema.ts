import * as z from "zod";
import { closuresSchema } from "./closures.ts";
import { duration, durationOrNone } from "./duration.ts";
import { extraSchema } from "./extra-schema.ts";
import { hoursSchema } from "./opening-hours.ts";
import { refundTiers } from "./refund-tiers.ts";
import { cents, count, description, email, line, positiveCount, slug } from "./values.ts";

/** E.164: a plus, the country, at most fifteen digits. */
const whatsAppNumber = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, 'must be a number in international form, like "+18685550117"');

/** Who runs an operator's services, and is told of every booking. */
export const ownerSchema = z.strictObject({ name: line, email, whatsapp: whatsAppNumber });

const template = z.strictObject({
  contentSid: z
    .string()
    .regex(/^HX[0-9a-f]{32}$/, 'must be a content id of Twilio: "HX" and 32 digits of 0-9 and a-f'),
  /** By what the message calls them, in the order of {{1}}, {{2}}, …: `operatorRules` knows the names. */
  variables: z.array(z.string()),
});

/** The number that WhatsApp messages come from, and the templates that WhatsApp has approved for it. */
export const whatsAppSchema = z.strictObject({
  from: whatsAppNumber,
  templates: z.strictObject({
    clientFollowUp: template,
    ownerDispatch: template,
    ownerUndelivered: template,
  }),
});

const tripPrice = z.strictObject({
  amount: cents,
  per: z.enum(["booking", "passenger"], 'must be "booking" or "passenger"'),
});

const route = z.strictObject({
  id: slug,
  label: line,
  duration,
  /** The ids of those it begins at; left out, guests are picked up at any of the service's. */
  pickupPlaces: z.array(slug).min(1, "must name at least one").optional(),
  /** Asks where exactly it ends for this guest; left out, they are not asked. */
  dropOffLabel: line.optional(),
  /** By the format's id. */
  prices: z.record(z.string(), tripPrice),
});

const format = z.strictObject({
  id: slug,
  label: line,
  description: line.optional(),
  vehicles: count,
  /** Where a booking takes fewer than the service's most: one car of it, say. */
  passengersMax: positiveCount.optional(),
});

const packageSchema = z.strictObject({
  id: slug,
  label: line,
  description: line.optional(),
  price: tripPrice.optional(),
});

const pickupPlace = z.strictObject({ id: slug, label: line, detailsLabel: line.optional() });

export const serviceSchema = z.strictObject({
  slug,
  name: line,
  description,
  operator: slug,
  hours: hoursSchema,
  closures: closuresSchema.optional(),
  grid: duration,
  notice: durationOrNone,
  horizon: duration,
  hold: duration,
  vehicles: positiveCount.optional(),
  passengers: z.strictObject({ minimum: positiveCount, maximum: positiveCount }),
  holdCaps: z.strictObject({ perEmail: positiveCount, perAddress: positiveCount }),
  refundPolicy: refundTiers,
  routes: z.array(route).min(1, "must offer at least one route"),
  formats: z.array(format).min(1, "must offer at least one format"),
  packages: z.array(packageSchema).min(1, "must offer at least one package"),
  extras: z.array(extraSchema),
  pickupPlaces: z.array(pickupPlace).min(1, "must offer at least one pickup place"),
  retired: z.boolean().optional(),
});
