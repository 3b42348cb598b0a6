import * as z from "zod";
import { isLocalDate } from "../../domain/local-time.ts";
import type { ReservationStatus } from "../../domain/reservation.ts";

const PAGE_MAX = 200;
const PAGE_USUAL = 50;

const statuses = [
  "pending",
  "approved",
  "declined",
  "paid",
  "confirmed",
  "completed",
  "cancelled",
  "expired",
  "failed",
] as const satisfies readonly ReservationStatus[];

const day = z
  .string()
  .refine(isLocalDate, "Write the day as year, month and day of a real date, like 2026-12-12.")
  .optional();

const limit = z
  .string()
  .regex(/^\d{1,3}$/, `A whole number from 1 to ${PAGE_MAX}.`)
  .transform(Number)
  .refine((count) => count >= 1 && count <= PAGE_MAX, `A whole number from 1 to ${PAGE_MAX}.`)
  .default(PAGE_USUAL);

const AFTER_RULE = "Take it from the `next` of the page before.";

const inOrder = ({ from, to }: { from?: string | undefined; to?: string | undefined }) =>
  from === undefined || to === undefined || from <= to;
const orderRule = { message: "It must not come before `from`.", path: ["to"] };

export const bookingsQuery = z
  .strictObject({
    from: day,
    to: day,
    kind: z.enum(["room", "session", "service"], "One of: room, session, service.").optional(),
    status: z.enum(statuses, `One of: ${statuses.join(", ")}.`).optional(),
    q: z
      .string()
      .trim()
      .min(2, "At least 2 characters.")
      .max(100, "At most 100 characters.")
      .optional(),
    after: z
      .string()
      .regex(/^\d{1,15}~[\w-]{1,120}$/, AFTER_RULE)
      .transform((text) => {
        const [startsAt, reservation = ""] = text.split("~");
        return { startsAt: Number(startsAt), reservation };
      })
      .optional(),
    limit,
  })
  .refine(inOrder, orderRule);

export const failedBookingsQuery = z.strictObject({
  after: z
    .string()
    .regex(/^[01]~\d{1,15}~[\w-]{1,120}$/, AFTER_RULE)
    .transform((text) => {
      const [open, createdAt, reservation = ""] = text.split("~");
      return { open: Number(open), createdAt: Number(createdAt), reservation };
    })
    .optional(),
  limit,
});

export const metricsQuery = z.strictObject({ from: day, to: day }).refine(inOrder, orderRule);

export const commissionsQuery = z.strictObject({
  month: z
    .string({ error: "Say which month, like 2026-12." })
    .refine((month) => isLocalDate(`${month}-01`), "Write the month like 2026-12."),
});

export const resolveSchema = z.strictObject({
  note: z
    .string({ error: "Say in a few words what was done." })
    .trim()
    .min(1, "Say in a few words what was done.")
    .max(500, "The note has at most 500 characters.")
    .refine((text) => text.isWellFormed(), "The note has a broken character."),
});

/** One payment, or everything of one bookable whose money is not settled. */
export const reconcileSchema = z
  .strictObject({
    payment: z
      .string()
      .regex(/^pi_\w{1,100}$/, "This is not the id of a PaymentIntent.")
      .optional(),
    bookable: z.string().min(1, "Name a room, an experience or a service.").max(60).optional(),
  })
  .refine((body) => (body.payment === undefined) !== (body.bookable === undefined), {
    message: "Name a payment, or a bookable: one of the two.",
    path: ["payment"],
  });
