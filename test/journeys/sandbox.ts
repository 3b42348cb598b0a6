import { SANDBOX_KEYS } from "../../src/sandbox/defaults.ts";
import type { FaultRequest } from "../../src/sandbox/faults.ts";
import type { SandboxMessage } from "../../src/sandbox/messages.ts";
import { eventually } from "./product.ts";

/** A PaymentIntent as the sandbox shows it; named is what the journeys read. */
export interface Intent {
  id: string;
  status: string;
  amount: number;
  metadata: Record<string, string>;
}

interface Refund {
  id: string;
  payment_intent: string;
  amount: number;
  status: string;
}

/** Money that was moved to a supplier's account. */
interface Transfer {
  id: string;
  amount: number;
  destination: string;
  metadata: Record<string, string>;
}

interface PaymentLink {
  id: string;
  url: string;
  active: boolean;
  metadata: Record<string, string>;
}

export interface CalendarEvent {
  id: string;
  status: string;
  summary?: string;
  description?: string;
  /** In the venue's zone: "2026-12-07T09:00:00-08:00". */
  start: { dateTime?: string };
  end: { dateTime?: string };
  extendedProperties?: { private?: Record<string, string> };
}

interface State {
  stripe: {
    paymentIntents: Intent[];
    refunds: Refund[];
    paymentLinks: PaymentLink[];
    transfers: Transfer[];
    checkoutSessions: { id: string; status: string; metadata: { reservation: string } }[];
    events: StripeFact[];
    deliveries: { state: string }[];
  };
  messages: SandboxMessage[];
  google: { calendars: Record<string, CalendarEvent[]> };
}

interface StripeFact {
  id: string;
  type: string;
  object: string;
}

/** What a day of a booking looks like in a calendar, without the zone's offset. */
export interface WrittenDay {
  date: string;
  start: string;
  end: string;
}

/** The vendors' side of a running product: what they know, and how they misbehave. */
export function sandboxAt(url: string) {
  async function call(method: string, path: string, body?: object): Promise<Response> {
    const answer = await fetch(`${url}/sandbox${path}`, {
      method,
      ...(body && {
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  const state = async () => (await call("GET", "/state")).json() as Promise<State>;

  /** Every event that was ever written for a reservation, in any calendar. */
  const everWritten = async (reservation: string) => {
    const { google } = await state();
    return Object.values(google.calendars)
      .flat()
      .filter((event) => event.extendedProperties?.private?.reservation === reservation);
  };

  const standing = async (reservation: string) =>
    (await everWritten(reservation)).filter(({ status }) => status !== "cancelled");

  /** The money of a reservation, in all its forms. */
  const moneyOf = async (reservation: string) => {
    const { stripe } = await state();
    const isOwn = ({ metadata }: { metadata: Record<string, string> }) =>
      metadata.reservation === reservation;
    const payments = stripe.paymentIntents.filter(isOwn);
    const ids = payments.map(({ id }) => id);
    return {
      payments,
      refunds: stripe.refunds.filter(({ payment_intent }) => ids.includes(payment_intent)),
      links: stripe.paymentLinks.filter(isOwn),
      transfers: stripe.transfers.filter(isOwn),
    };
  };

  /** A call of Stripe's API, as its dashboard or another program makes it. */
  const stripe = async (path: string, values: Record<string, string>) => {
    const answer = await fetch(`${url}/sandbox/stripe/v1/${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${SANDBOX_KEYS.stripeSecret}` },
      body: new URLSearchParams(values),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  };

  return {
    state,
    everWritten,
    /** The events of a reservation that stand in any calendar. */
    standing,
    async writtenDays(reservation: string): Promise<WrittenDay[]> {
      const events = await standing(reservation);
      return events
        .map(({ start, end }) => ({
          date: start.dateTime?.slice(0, 10) ?? "",
          start: start.dateTime?.slice(11, 16) ?? "",
          end: end.dateTime?.slice(11, 16) ?? "",
        }))
        .sort((a, b) => a.date.localeCompare(b.date));
    },
    async intent(id: string): Promise<Intent | undefined> {
      return (await state()).stripe.paymentIntents.find((intent) => intent.id === id);
    },
    async intentsOf(email: string): Promise<Intent[]> {
      const { stripe } = await state();
      return stripe.paymentIntents.filter(({ metadata }) => metadata.customer_email === email);
    },
    async refundsOf(payment: string): Promise<Refund[]> {
      const { stripe } = await state();
      return stripe.refunds.filter(({ payment_intent }) => payment_intent === payment);
    },
    moneyOf,
    /**
     * The money of a reservation once some has gone back: it is asked for only after the reservation
     * says so.
     */
    moneyReturned: (reservation: string) =>
      eventually(`money that has gone back of ${reservation}`, async () => {
        const money = await moneyOf(reservation);
        return money.refunds.some(({ status }) => status === "succeeded") && money;
      }),
    /** Everything that was sent to an address, oldest first. */
    async messagesTo(address: string): Promise<SandboxMessage[]> {
      const answer = await call("GET", "/messages");
      const { messages } = (await answer.json()) as { messages: SandboxMessage[] };
      return messages.filter(({ to }) => to.split(", ").includes(address));
    },
    /** The guest's card is charged, without the page: what Stripe.js would do. */
    async pay(payment: string, card = "pm_card_visa"): Promise<void> {
      await stripe(`payment_intents/${payment}/confirm`, {
        payment_method: card,
        return_url: url,
      });
    },
    /** Somebody switches a link on again, or off. */
    async switchLink(link: string, active: boolean): Promise<void> {
      await stripe(`payment_links/${link}`, { active: String(active) });
    },
    async fault(fault: FaultRequest): Promise<void> {
      await call("POST", "/faults", fault);
    },
    async clearFaults(): Promise<void> {
      await call("DELETE", "/faults");
    },
    async faultsLeft(): Promise<number> {
      const answer = await call("GET", "/faults");
      return ((await answer.json()) as { faults: unknown[] }).faults.length;
    },
    /** A member of staff writes in the room's calendar. Times are the venue's. */
    async byHand(room: string, { date, start, end }: WrittenDay): Promise<void> {
      await call("POST", "/google/by-hand", {
        calendar: calendarOf(room),
        summary: "Piano tuning",
        start: `${date}T${start}`,
        end: `${date}T${end}`,
      });
    },
    async settlePayment(payment: string): Promise<void> {
      await call("POST", `/stripe/payment_intents/${payment}/settle`, { outcome: "succeeds" });
    },
    /** The event of this type about this payment, with its full body as Stripe would send it. */
    async stripeEvent(type: string, payment: string): Promise<{ id: string } | undefined> {
      const answer = await call("GET", "/stripe/events");
      const { events } = (await answer.json()) as {
        events: { id: string; type: string; data: { object: { id?: string } } }[];
      };
      const found = events.find((event) => event.type === type && event.data.object.id === payment);
      if (found === undefined) return undefined;
      const { deliveries: _deliveries, ...event } = found as typeof found & { deliveries: unknown };
      return event;
    },
    async resend(event: string): Promise<void> {
      await call("POST", `/stripe/events/${event}/resend`);
    },
  };
}

export type SandboxClient = ReturnType<typeof sandboxAt>;

/** The calendars of the catalogue are named after their rooms. */
const calendarOf = (room: string) => `${room}@labourtemple.example`;

/** The days of an attached calendar file: one VEVENT each. */
export function eventsInFile(message: SandboxMessage | undefined): number {
  const file = message?.attachments.find(({ filename }) => filename.endsWith(".ics"));
  const text = Buffer.from(file?.content ?? "", "base64").toString();
  return text.match(/^BEGIN:VEVENT\r?$/gm)?.length ?? 0;
}
