import type { DayAvailability } from "../../src/domain/room/free-time.ts";
import type { SandboxMessage } from "../../src/sandbox/messages.ts";
import { STAFF } from "../journeys/venue.ts";
import type { Client } from "./client.ts";
import { gatherSpots, type ListedSession, type Spots } from "./facts-of-sessions.ts";
import { gatherTrips, type Trip } from "./facts-of-trips.ts";
import { entriesOf, minutes, pagesOf, paymentsOf, type SandboxState } from "./facts-of-vendors.ts";
import { inBatches } from "./in-batches.ts";
import type { Offer, Visits } from "./load.ts";

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
  /** It was made on a page of Stripe's, and can be paid there only. */
  onPage: boolean;
}

/** A page of Stripe's on which something is paid, or the link that leads to such pages. */
export interface PayPage {
  id: string;
  status: string;
  reservation: string;
  /** Somebody was told its address, or has been there. */
  wasGiven: boolean;
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
  channel: "email" | "whatsapp";
  to: string;
  /** Of a WhatsApp message, all that it says. */
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
  /** Of a class: the session, and how many places. */
  session?: string | undefined;
  participants?: number | undefined;
}

export const isLive = ({ status }: { status: string }) => status === "confirmed";

/** Everything that can be seen from outside, at one moment. */
export interface Facts {
  payments: Payment[];
  refunds: Refund[];
  entries: Entry[];
  messages: Message[];
  bookings: Booking[];
  free: Stretch[];
  pages: PayPage[];
  spots: Spots[];
  sessions: ListedSession[];
  trips: Trip[];
}

/** Looks at the vendors, then asks the product about every payment, guest, day and session. */
export async function gather(client: Client, offer: Offer, visits: Visits): Promise<Facts> {
  const answer = await client.ask("GET", "/sandbox/state");
  const { stripe } = answer.body as unknown as SandboxState;
  const inbox = await client.ask("GET", "/sandbox/messages");
  const { messages } = inbox.body as unknown as { messages: SandboxMessage[] };
  const payments = paymentsOf(stripe);
  const bookings = await inBatches(payments, (payment) => bookingOf(client, payment));
  const free = await inBatches(offer.places, (place) => freeTimeOf(client, place));
  return {
    payments,
    refunds: stripe.refunds.map(({ payment_intent, amount, status }) => ({
      ...{ payment: payment_intent, amount, status },
    })),
    entries: entriesOf(answer),
    messages: messages.map(({ channel, to, subject, text, at, reservation }) => ({
      ...{ channel, to, subject: subject ?? text, at, reservation },
    })),
    bookings,
    free: free.flat(),
    pages: pagesOf(stripe, messages, visits),
    ...(await gatherSpots(client, offer, visits, bookings)),
    trips: await gatherTrips(client, visits),
  };
}

interface BookingAnswer {
  status: string;
  booking: null | {
    reservation: string;
    room?: { slug: string };
    days?: { date: string; start: string; end: string }[];
    total: number;
    reason?: string;
    session?: string;
    participants?: number;
  };
}

async function bookingOf(client: Client, { id, reservation }: Payment): Promise<Booking> {
  const query = new URLSearchParams({ payment_intent: id, reservation });
  const answer = await client.ask("GET", `/api/bookings/by-payment-intent?${query}`);
  const { status, booking } = answer.body as unknown as BookingAnswer;
  const room = booking?.room?.slug ?? "";
  return {
    payment: id,
    status,
    reservation: booking?.reservation ?? "",
    days: (booking?.days ?? []).map(({ date, start, end }) => ({
      ...{ room, date, from: minutes(start), to: minutes(end) },
    })),
    total: booking?.total ?? 0,
    reason: booking?.reason,
    ...{ session: booking?.session, participants: booking?.participants },
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

/** Who is alerted: of rooms and experiences, and of trips. */
const STAFFS = [STAFF, "hello@destinationcocoa.example"];

export function isToStaff({ to }: Message): boolean {
  return to.split(", ").some((address) => STAFFS.includes(address));
}
