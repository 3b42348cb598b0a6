import * as z from "zod";

/** More days than any room allows: the room's own rule answers better, but not about thousands. */
const DATES_READ_MAX = 100;
const EXTRAS_READ_MAX = 20;

const oneLine = (max: number, what: string) =>
  z
    .string({ error: `${what} must be text.` })
    .trim()
    .min(1, `${what} is missing.`)
    .max(max, `${what} has at most ${max} characters.`)
    .regex(/^[^\p{Cc}]*$/u, `${what} must be on one line.`)
    .refine((text) => text.isWellFormed(), `${what} has a broken character.`);

export const customerSchema = z.strictObject({
  name: oneLine(120, "The name"),
  email: z
    .string({ error: "The email address must be text." })
    .trim()
    .max(254, "The email address has at most 254 characters.")
    .pipe(z.email("This is not an email address.")),
  phone: oneLine(40, "The phone number")
    .regex(/^[+0-9 ().-]{5,40}$/, "A phone number has digits, spaces, + ( ) . and -.")
    .optional(),
});

const wellFormed = z
  .string()
  .max(1000)
  .refine((text) => text.isWellFormed(), "This has a broken character.");

const slot = {
  room: z.string({ error: "Say which room." }).min(1, "Say which room.").max(60),
  dates: z
    .array(z.string({ error: "A day is text, like 2026-12-07." }).max(20), {
      error: 'Days are a list, like ["2026-12-07"].',
    })
    .max(DATES_READ_MAX, "Too many days."),
  start: z.string({ error: "Say when it starts, like 09:00." }).max(20),
  end: z.string({ error: "Say when it ends, like 12:00." }).max(20),
  attendees: z.number({ error: "Say how many people will come." }),
  discount: z.string().max(60).optional(),
  extras: z
    .record(z.string().max(60), z.union([wellFormed, z.number(), z.boolean()]))
    .refine((extras) => Object.keys(extras).length <= EXTRAS_READ_MAX, "Too many extras.")
    .optional(),
};

export const roomQuoteSchema = z.strictObject(slot);

export const roomHoldSchema = z.strictObject({
  ...slot,
  customer: customerSchema,
  notes: z
    .string()
    .trim()
    .max(1000, "Notes have at most 1000 characters.")
    .regex(/^[^\p{Cc}]*(?:[\n\r\t][^\p{Cc}]*)*$/u, "Notes have no control characters.")
    .refine((text) => text.isWellFormed(), "The notes have a broken character.")
    .optional(),
});

export const releaseSchema = z.strictObject({ clientSecret: z.string().min(1).max(300) });

export const cancelSchema = z.strictObject({
  /** Minor units; by the booking's refund policy when absent. */
  amount: z.int().min(0).optional(),
  reason: oneLine(300, "The reason"),
});

/** One per attempt of one guest; long enough to be nobody else's. */
export const idempotencyKeySchema = z.string().regex(/^[A-Za-z0-9_-]{16,100}$/);
