import type { SandboxMessage } from "../../src/sandbox/messages.ts";
import type { Answer } from "./client.ts";
import type { Entry, Payment, PayPage, Stretch } from "./facts.ts";
import type { Visits } from "./load.ts";

/** What `GET /sandbox/state` answers; named is what is read. */
export interface SandboxState {
  stripe: {
    paymentIntents: {
      id: string;
      status: string;
      amount: number;
      amount_received: number;
      metadata: Record<string, string>;
    }[];
    refunds: { payment_intent: string; amount: number; status: string }[];
    paymentLinks: {
      id: string;
      active: boolean;
      url: string;
      metadata: Record<string, string>;
    }[];
    checkoutSessions: {
      id: string;
      status: string;
      payment_intent: string | null;
      payment_link: string | null;
      metadata: Record<string, string>;
    }[];
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

export function paymentsOf({
  paymentIntents,
  checkoutSessions,
}: SandboxState["stripe"]): Payment[] {
  const onPages = new Set(checkoutSessions.map(({ payment_intent }) => payment_intent));
  return paymentIntents.map(({ id, status, amount, amount_received, metadata }) => ({
    ...{ id, status, amount, captured: amount_received, onPage: onPages.has(id) },
    ...{ reservation: metadata.reservation ?? "", email: metadata.customer_email ?? "" },
  }));
}

export function pagesOf(
  { paymentLinks, checkoutSessions }: SandboxState["stripe"],
  messages: readonly SandboxMessage[],
  visits: Visits,
): PayPage[] {
  const shown = visits.sessions.flatMap(({ holds }) => holds.map((held) => held.paymentUrl ?? ""));
  const trips = visits.trips.flatMap(({ holds }) => holds.map((held) => held.checkoutSession));
  const isTold = (url: string) =>
    shown.some((one) => one.startsWith(url)) || messages.some(({ text }) => text.includes(url));
  const links = paymentLinks.map(({ id, active, url, metadata }) => ({
    ...{ id, status: active ? "open" : "closed", reservation: metadata.reservation ?? "" },
    // Only of those that are open it matters, and looking through all mail takes its time.
    wasGiven: active && isTold(url),
  }));
  const pages = checkoutSessions.map(({ id, status, payment_link, metadata }) => ({
    ...{ id, status, reservation: metadata.reservation ?? "" },
    wasGiven: payment_link !== null || trips.includes(id),
  }));
  return [...links, ...pages];
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

/** Calendars are named after their rooms, and show the venue's time. */
function stretch(calendar: string, start: string, end: string): Stretch {
  return {
    room: calendar.split("@")[0] ?? calendar,
    date: start.slice(0, 10),
    from: minutes(start.slice(11, 16)),
    to: minutes(end.slice(11, 16)),
  };
}

/** Of the day, of a time on the wall. */
export function minutes(time: string): number {
  const [hours, rest] = time.split(":").map(Number);
  return (hours ?? 0) * 60 + (rest ?? 0);
}
