import type { Session } from "../journeys/session-guest.ts";
import type { Client } from "./client.ts";
import type { Booking } from "./facts.ts";
import { inBatches } from "./in-batches.ts";
import { CHOIR, type Offer, type Visits } from "./load.ts";
import type { SessionHold } from "./session-guest.ts";

/** What the product says became of somebody's spots, or of a request for some. */
export interface Spots {
  reservation: string;
  email: string;
  flow: "instant" | "request" | "class";
  status: string;
  /** "labour-history-walk 2026-12-12T10:00" */
  session: string;
  participants: number;
  /** UTC epoch milliseconds; absent for a request that was not accepted. */
  paymentDeadline?: number | undefined;
  /** The supplier of the experience. */
  supplier: string;
}

/** A session as everybody sees it. */
export interface ListedSession {
  session: string;
  spotsTotal: number;
  spotsAvailable: number;
}

interface View {
  status: string;
  experience: { slug: string };
  date: string;
  time: string;
  participants: number;
  paymentDeadline?: string;
}

/** Written down a second time: who gives what. */
const SUPPLIERS: Record<string, string> = {
  "labour-history-walk": "hello@eastendwalks.example",
  "union-choir-evening": "hello@eastendwalks.example",
  "banner-painting": "rosa@stamperiarosa.example",
};

/** Asks for every reservation as its guest, and for every session as anybody. */
export async function gatherSpots(
  client: Client,
  { sessions: walk, classes }: Offer,
  visits: Visits,
  bookings: readonly Booking[],
): Promise<{ spots: Spots[]; sessions: ListedSession[] }> {
  const asked = visits.sessions.flatMap(({ email, holds }) =>
    holds.map((held) => ({ email, held })),
  );
  const spots = await inBatches(asked, ({ email, held }) => spotsOf(client, email, held));
  const places = visits.classes.flatMap(({ email, holds }) =>
    holds.flatMap(({ reservation }) => {
      const booking = bookings.find((one) => one.reservation === reservation);
      return booking === undefined ? [] : [placesOf(booking, classes.experience, email)];
    }),
  );
  const experiences = [walk.experience, classes.experience, CHOIR];
  const days = [...walk.sessions, ...classes.sessions].map(({ date }) => date).sort();
  const span = `from=${days[0]}&to=${days.at(-1)}`;
  const sessions = await inBatches(experiences, (slug) => listed(client, slug, span));
  return { spots: [...spots, ...places], sessions: sessions.flat() };
}

async function spotsOf(client: Client, email: string, held: SessionHold): Promise<Spots> {
  const view = (await client.ask("GET", held.view)).body as unknown as View;
  const { status, experience, date, time, participants, paymentDeadline } = view;
  return {
    ...{ reservation: held.reservation, email, status, participants },
    flow: held.isRequest ? "request" : "instant",
    session: `${experience?.slug} ${date}T${time}`,
    paymentDeadline: paymentDeadline === undefined ? undefined : Date.parse(paymentDeadline),
    supplier: SUPPLIERS[experience?.slug] ?? "",
  };
}

function placesOf(booking: Booking, experience: string, email: string): Spots {
  const { reservation, status, session, participants = 0 } = booking;
  return {
    ...{ reservation, email, flow: "class", participants },
    // Only payments have "refunded"; a class is not cancelled here, so that is one that failed.
    status: status === "refunded" ? "failed" : status,
    session: `${experience} ${session}`,
    supplier: SUPPLIERS[experience] ?? "",
  };
}

async function listed(client: Client, experience: string, span: string): Promise<ListedSession[]> {
  const path = `/api/experiences/${experience}/sessions?${span}`;
  const { sessions } = (await client.ask("GET", path)).body as unknown as { sessions: Session[] };
  return sessions.map(({ session, spotsTotal, spotsAvailable }) => ({
    ...{ session: `${experience} ${session}`, spotsTotal, spotsAvailable },
  }));
}
