import * as z from "zod";
import { isWallTime } from "../domain/local-time.ts";
import { closuresSchema } from "./closures.ts";
import { duration, durationOrNone } from "./duration.ts";
import {
  cents,
  description,
  email,
  line,
  positiveCount,
  share,
  slug,
  timeZone,
  wallTime,
} from "./values.ts";
import { weekly } from "./weekly.ts";

/** More would not fit the email that lists them. */
const WHAT_TO_BRING_MAX = 20;

export const supplierSchema = z.strictObject({
  slug,
  name: line,
  email,
  language: z.enum(["en", "it"], 'must be "en" or "it"'),
  country: z.string().regex(/^[A-Z]{2}$/, 'must be two capitals, like "CA"'),
});

export const hotelSchema = z.strictObject({
  slug,
  name: line,
  email,
  origin: z
    .string()
    .refine(
      isEmbeddingOrigin,
      'must be an origin without a path, like "https://hotel.example" (http is for localhost only)',
    ),
});

const completionCheck = z
  .string()
  .refine(
    (text) => isWallTime(text) || durationOrNone.safeParse(text).success,
    'must be a time of the day after, like "10:00", or a length of time after the end, like "PT2H"',
  );

export const sellingSchema = z.strictObject({
  operator: slug,
  responseWindow: duration,
  paymentWindow: duration,
  classHold: duration,
  cancellation: durationOrNone,
  completionCheck,
  autoComplete: duration,
  reportWindow: duration,
  notice: durationOrNone,
  horizon: duration,
  requestGrid: duration,
  split: z.strictObject({ supplier: share, hotel: share, platform: share }),
  holdCaps: z.strictObject({ perEmail: positiveCount, perAddress: positiveCount }),
  unpaidCaps: z.strictObject({ perEmail: positiveCount, perAddress: positiveCount }),
  closures: closuresSchema,
});

export const experienceSchema = z.strictObject({
  slug,
  name: line,
  description,
  supplier: slug,
  pricePerPerson: cents,
  participants: z.strictObject({ minimum: positiveCount, maximum: positiveCount }),
  duration,
  meetingPoint: line,
  whatToBring: z.array(line).max(WHAT_TO_BRING_MAX, `must be at most ${WHAT_TO_BRING_MAX} things`),
  schedule: weekly(z.array(wallTime)),
  instant: z.boolean(),
  request: z.strictObject({ opens: wallTime, closes: wallTime }).optional(),
  checkout: z.enum(
    ["payment-link", "payment-intent"],
    'must be "payment-link" or "payment-intent"',
  ),
  timeZone: timeZone.optional(),
  retired: z.boolean().optional(),
});

/** As a browser names the page that embeds the widget: scheme, host, port; nothing else. */
function isEmbeddingOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { origin, protocol, hostname } = new URL(text);
  if (origin !== text) return false;
  return protocol === "https:" || (protocol === "http:" && hostname === "localhost");
}
