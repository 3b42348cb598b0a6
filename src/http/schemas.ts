import * as z from "zod";
import { PHONE, phoneFault } from "../domain/phone-words.ts";

/** More days than any room allows: the room's own rule answers better, but not about thousands. */
const DATES_READ_MAX = 100;
const EXTRAS_READ_MAX = 20;

const textFor = (what: string, is = "is") =>
  z.string({
    error: ({ input }) => `${what} ${input === undefined ? `${is} missing` : "must be text"}.`,
  });

const oneLine = (max: number, what: string, [is, has] = ["is", "has"]) =>
  textFor(what, is)
    .trim()
    .min(1, { error: `${what} ${is} missing.`, abort: true })
    .max(max, `${what} ${has} at most ${max} characters.`)
    .regex(/^[^\p{Cc}]*$/u, `${what} must be on one line.`)
    .refine((text) => text.isWellFormed(), `${what} ${has} a broken character.`);

/** As people write it, with or without its country. A trip's is looked at once more. */
const phone = textFor("The phone number")
  .trim()
  .regex(PHONE, { error: ({ input }) => phoneFault(String(input)) });

export const customerSchema = z.strictObject({
  name: oneLine(120, "The name"),
  email: textFor("The email address")
    .trim()
    .max(254, "The email address has at most 254 characters.")
    .pipe(z.email("This is not an email address.")),
  phone: phone.optional(),
});

const wellFormed = z
  .string()
  .max(1000)
  .refine((text) => text.isWellFormed(), "This has a broken character.");

const answerRule = { error: "An answer is text, a number, true or false." };

/** Answers by the extra's id. Records drop a key "__proto__" in silence: it is refused before. */
const answers = z.preprocess(
  (input, context) => {
    if (typeof input === "object" && input !== null && Object.hasOwn(input, "__proto__")) {
      context.issues.push({ code: "unrecognized_keys", keys: ["__proto__"], input: { ...input } });
    }
    return input;
  },
  z
    .record(z.string().max(60), z.union([wellFormed, z.number(), z.boolean()], answerRule))
    .refine((extras) => Object.keys(extras).length <= EXTRAS_READ_MAX, "Too many extras."),
);

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
  extras: answers.optional(),
};

export const roomQuoteSchema = z.strictObject(slot);

const notes = z
  .string()
  .trim()
  .max(1000, "Notes have at most 1000 characters.")
  .regex(/^[^\p{Cc}]*(?:[\n\r\t][^\p{Cc}]*)*$/u, "Notes have no control characters.")
  .refine((text) => text.isWellFormed(), "The notes have a broken character.")
  .optional();

export const roomHoldSchema = z.strictObject({
  ...slot,
  customer: customerSchema,
  notes,
});

/** A session among those of its experience: `2026-12-12T10:00`. Its own rules say more about it. */
const session = z
  .string({ error: "Name the session by its date and time, like 2026-12-12T10:00." })
  .max(20);
const experience = z
  .string({ error: "Say which experience." })
  .min(1, "Say which experience.")
  .max(60);
const participants = z.number({ error: "Say how many people will come." });
const hotel = z.string().min(1, "Leave it out, or name the hotel.").max(60).optional();

const guest = z.strictObject({
  firstName: oneLine(60, "The first name"),
  lastName: oneLine(60, "The last name"),
  email: customerSchema.shape.email,
  phone,
});

export const classHoldSchema = z.strictObject({
  experience,
  session,
  participants,
  customer: customerSchema,
  userId: oneLine(100, "The user's id").optional(),
  hotel,
});

/** Either a session that there is, or a date and time that the supplier is asked for. */
export const reservationSchema = z
  .strictObject({
    experience,
    session: session.optional(),
    requested: z.strictObject({ date: z.string().max(20), time: z.string().max(20) }).optional(),
    participants,
    guest,
    hotel,
  })
  .refine((body) => (body.session === undefined) !== (body.requested === undefined), {
    message: "Name a session, or ask for a date and time: one of the two.",
    path: ["session"],
  });

const trip = {
  service: z.string({ error: "Say which service." }).min(1, "Say which service.").max(60),
  route: z.string({ error: "Choose a route." }).max(60),
  format: z.string({ error: "Choose a format." }).max(60),
  package: z.string({ error: "Choose a package." }).max(60),
  date: z.string({ error: "Say on which day, like 2026-12-12." }).max(20),
  time: z.string({ error: "Say when to pick you up, like 09:00." }).max(20),
  passengers: z.number({ error: "Say how many people will come." }),
  pickup: z.strictObject({
    place: z.string({ error: "Say where to pick you up." }).max(60),
    details: oneLine(200, "The details of the pickup", ["are", "have"]).optional(),
  }),
  dropOff: oneLine(200, "The drop-off").optional(),
  extras: slot.extras,
};

const checkoutSession = z
  .string({ error: "Name the Checkout Session." })
  .regex(/^cs_[A-Za-z0-9_]{1,200}$/, "This is not the id of a Checkout Session.");

export const tripSchema = z.strictObject({
  ...trip,
  notes,
  /** An unpaid trip of the same guest, given up for this one. */
  replaces: z.strictObject({ reservation: z.string().min(1).max(100), checkoutSession }).optional(),
  guest: z.strictObject({
    name: oneLine(120, "The name"),
    email: customerSchema.shape.email,
    phone,
    whatsapp: z.boolean({ error: "Say whether the number has WhatsApp." }),
  }),
});

/** What a price depends on; the rest of the trip may still be open. */
export const tripQuoteSchema = z.strictObject({
  ...trip,
  date: trip.date.optional(),
  time: trip.time.optional(),
  pickup: trip.pickup.optional(),
});

export const staffSessionSchema = z.strictObject({
  experience,
  session,
  spots: z.int().min(1).max(1000).optional(),
});

/** What only the guest of an unpaid hold was given: to pay on the page, or on the hosted one. */
export const releaseSchema = z
  .strictObject({
    clientSecret: z.string().min(1).max(300).optional(),
    checkoutSession: checkoutSession.optional(),
  })
  .refine((body) => (body.clientSecret === undefined) !== (body.checkoutSession === undefined), {
    message: "Name the payment's client secret, or the trip's Checkout Session: one of the two.",
    path: ["clientSecret"],
  });

export const cancelSchema = z.strictObject({
  /** Minor units; when absent, by the refund policy, and of a session everything. */
  amount: z.int().min(0).optional(),
  reason: oneLine(300, "The reason"),
});

/** One per attempt of one guest; long enough to be nobody else's. */
export const idempotencyKeySchema = z.string().regex(/^[A-Za-z0-9_-]{16,100}$/);
