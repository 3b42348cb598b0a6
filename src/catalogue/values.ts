import * as z from "zod";
import { isLocalDate, isTimeZone, isWallTime } from "../domain/local-time.ts";

/** Slugs become parts of ids that are split on "_", hence no underscore. */
const SLUG = /^[a-z0-9-]{1,40}$/;
/** Ids of extras become fields of JSON and of form controls. */
const FIELD_ID = /^[a-z][a-zA-Z0-9]{0,39}$/;
const CONTROL_CHARACTERS = /\p{Cc}/u;
/** Past this a text no longer fits a page's heading or an email's subject. */
const LINE_LENGTH_MAX = 120;
const DESCRIPTION_LENGTH_MAX = 1_000;
/** Stripe's largest charge is 999,999.99: a price above that is a slip of the finger. */
export const AMOUNT_MAX = 99_999_999;

/*
 * The kinds of value that rooms.config.ts is made of. Messages follow the path: "rooms[0].name: must
 * not be empty".
 */

export const slug = z
  .string()
  .regex(SLUG, "must be 1 to 40 lowercase letters, digits and dashes, like sonic-studio");
export const fieldId = z.string().regex(FIELD_ID, "must be letters and digits, like showName");
export const line = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(LINE_LENGTH_MAX, `must be at most ${LINE_LENGTH_MAX} characters long`)
  .refine((text) => !CONTROL_CHARACTERS.test(text), "must be a single line");
export const description = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(DESCRIPTION_LENGTH_MAX);
export const cents = z
  .int("must be a whole number of cents")
  .min(1, "must be at least 1 cent")
  .max(AMOUNT_MAX, "must be below 1,000,000.00");
export const percent = z
  .int("must be a whole number")
  .min(1, "must be from 1 to 100")
  .max(100, "must be from 1 to 100");
/** Like `percent`, but nothing is allowed. */
export const share = z
  .int("must be a whole number")
  .min(0, "must be from 0 to 100")
  .max(100, "must be from 0 to 100");
export const wallTime = z
  .string()
  .refine(isWallTime, 'must be a time from "00:00" to "23:59", like "09:00"');
export const localDate = z.string().refine(isLocalDate, 'must be a real date, like "2026-12-24"');
export const email = z.email("must be an email address");
export const timeZone = z
  .string()
  .refine(isTimeZone, 'must be a time zone, like "America/Vancouver"');
export const count = z.int("must be a whole number").min(0, "must be at least 0");
export const positiveCount = z.int("must be a whole number").min(1, "must be at least 1");
