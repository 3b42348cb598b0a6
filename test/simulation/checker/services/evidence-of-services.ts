import type { SimulatedService } from "../../simulated-service.ts";
import type { Page } from "../../vendors/hosted-pages.ts";
import { type Evidence, type JournalLine, journalOf, statesIn } from "../evidence.ts";

/** A reservation of a service as its object stores it: read as plain data. */
export interface StoredTrip {
  id: string;
  code: string;
  status: string;
  version: number;
  trip: { startsAt: number; endsAt: number; vehicles: number };
  whatsapp: string | null;
  customer: { email: string };
  quote: { total: number };
  holdExpiresAt: number;
  checkout: { id: string } | null;
  payment: { id: string } | null;
  captured: { amount: number } | null;
  receipts: Record<string, { id: string; status: string }>;
  items: Record<string, string>;
}

/** One reservation with everything that was written down about it. */
export interface ToldTrip {
  one: StoredTrip;
  service: SimulatedService;
  lines: JournalLine[];
  /** The first event of a type. */
  first: (type: string) => JournalLine | undefined;
  has: (type: string) => boolean;
}

export function tripsIn(service: SimulatedService): StoredTrip[] {
  return statesIn(service).map((state) => JSON.parse(state) as StoredTrip);
}

/** Every reservation of every service, with its journal: read once for a look at all of it. */
export function allTrips({ world }: Evidence): ToldTrip[] {
  return world.services.flatMap((service) => {
    const journal = journalOf(service);
    return tripsIn(service).map((one) => {
      const lines = journal.filter(({ reservation }) => reservation === one.id);
      const first = (type: string) => lines.find(({ event }) => event.type === type);
      return { one, service, lines, first, has: (type: string) => first(type) !== undefined };
    });
  });
}

/** Every page that Stripe opened for a reservation, also those whose answer was lost. */
export function pagesOf({ world }: Evidence, reservation: string | undefined): Page[] {
  return world.stripe.checkout
    .pages()
    .filter(({ offer }) => offer.metadata.reservation === reservation);
}

/** When the product said something of a reservation, by the world's clock. */
export function saidAt({ world }: Evidence, message: string, reservation: string): number {
  const line = world.log.find((one) => one.message === message && one.reservation === reservation);
  return line?.at ?? Infinity;
}
