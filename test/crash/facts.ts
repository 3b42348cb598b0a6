import type { DayAvailability } from "../../src/domain/free-time.ts";
import { STAFF } from "../journeys/venue.ts";
import type { Answer, Client } from "./client.ts";

/** A stretch of one day of a room, in minutes of the venue's day. */
export interface Stretch {
  room: string;
  date: string;
  from: number;
  to: number;
}

export interface Payment {
  id: string;
  status: string;
  amount: number;
  captured: number;
  reservation: string;
  email: string;
}

export interface Refund {
  payment: string;
  amount: number;
  status: string;
}

/** An event of a calendar; with a reservation if the product wrote it. */
export interface Entry extends Stretch {
  id: string;
  stands: boolean;
  createdAt: number;
  reservation?: string | undefined;
}

export interface Message {
  to: string;
  subject: string;
  at: number;
  reservation?: string | undefined;
}

/** What the product says became of a payment. */
export interface Booking {
  payment: string;
  status: string;
  reservation: string;
  days: Stretch[];
  total: number;
  reason?: string | undefined;
}

/** Everything that can be seen from outside, at one moment. */
export interface Facts {
  payments: Payment[];
  refunds: Refund[];
  entries: Entry[];
  messages: Message[];
  bookings: Booking[];
  free: Stretch[];
}

/** How many questions are asked of the product at once. */
const AT_ONCE = 8;

interface SandboxState {
  stripe: {
    paymentIntents: {
      id: string;
      status: string;
      amount: number;
      amount_received: number;
      metadata: Record<string, string>;
    }[];
    refunds: { payment_intent: string; amount: number; status: string }[];
  };
  google: {
    calendars: Record<
      string,
      {
        id: string;
        status: string;
        created: string;
        start: { dateTime: string };
        end: { dateTime: string };
        extendedProperties?: { private?: Record<string, string> };
      }[]
    >;
  };
}

/** Looks at the vendors, then asks the product about every payment and every day. */
export async function gather(
  client: Client,
  places: readonly { room: string; dates: string[] }[],
): Promise<Facts> {
  const answer = await client.ask("GET", "/sandbox/state");
  const state = answer.body as unknown as SandboxState;
  const entries = entriesOf(answer);
  const inbox = await client.ask("GET", "/sandbox/messages");
  const payments = state.stripe.paymentIntents.map(
    ({ id, status, amount, amount_received, metadata }) => ({
      ...{ id, status, amount, captured: amount_received },
      ...{ reservation: metadata.reservation ?? "", email: metadata.customer_email ?? "" },
    }),
  );
  const refunds = state.stripe.refunds.map(({ payment_intent, amount, status }) => ({
    ...{ payment: payment_intent, amount, status },
  }));
  const bookings: Booking[] = [];
  for (let index = 0; index < payments.length; index += AT_ONCE) {
    const some = payments.slice(index, index + AT_ONCE);
    bookings.push(...(await Promise.all(some.map((payment) => bookingOf(client, payment)))));
  }
  const free = (await Promise.all(places.map((place) => freeTimeOf(client, place)))).flat();
  const { messages } = inbox.body as unknown as { messages: Message[] };
  return { payments, refunds, entries, messages, bookings, free };
}

/** Every event of every calendar, in the answer of `GET /sandbox/state`. */
export function entriesOf({ body }: Answer): Entry[] {
  const { google } = body as unknown as SandboxState;
  return Object.entries(google.calendars).flatMap(([calendar, events]) =>
    events.map((event) => ({
      ...stretch(calendar, event.start.dateTime, event.end.dateTime),
      id: event.id,
      stands: event.status !== "cancelled",
      createdAt: Date.parse(event.created),
      reservation: event.extendedProperties?.private?.reservation,
    })),
  );
}

interface BookingAnswer {
  status: string;
  booking: null | {
    reservation: string;
    room: { slug: string };
    days: { date: string; start: string; end: string }[];
    total: number;
    reason?: string;
  };
}

async function bookingOf(client: Client, { id, reservation }: Payment): Promise<Booking> {
  const query = new URLSearchParams({ payment_intent: id, reservation });
  const answer = await client.ask("GET", `/api/bookings/by-payment-intent?${query}`);
  const { status, booking } = answer.body as unknown as BookingAnswer;
  const room = booking?.room.slug ?? "";
  return {
    payment: id,
    status,
    reservation: booking?.reservation ?? "",
    days: (booking?.days ?? []).map(({ date, start, end }) => ({
      ...{ room, date, from: minutes(start), to: minutes(end) },
    })),
    total: booking?.total ?? 0,
    reason: booking?.reason,
  };
}

async function freeTimeOf(
  client: Client,
  { room, dates }: { room: string; dates: string[] },
): Promise<Stretch[]> {
  const path = `/api/rooms/${room}/availability?from=${dates[0]}&to=${dates.at(-1)}`;
  const { days } = (await client.ask("GET", path)).body as unknown as { days: DayAvailability[] };
  return days
    .filter(({ date }) => dates.includes(date))
    .flatMap(({ date, free }) =>
      free.map(({ start, end }) => ({ room, date, from: minutes(start), to: minutes(end) })),
    );
}

/** Calendars are named after their rooms, and show the venue's time. */
function stretch(calendar: string, start: string, end: string): Stretch {
  return {
    room: calendar.split("@")[0] ?? calendar,
    date: start.slice(0, 10),
    from: minutes(start.slice(11, 16)),
    to: minutes(end.slice(11, 16)),
  };
}

function minutes(time: string): number {
  const [hours, rest] = time.split(":").map(Number);
  return (hours ?? 0) * 60 + (rest ?? 0);
}

export function isToStaff({ to }: Message): boolean {
  return to.split(", ").includes(STAFF);
}
