import type { Client } from "./client.ts";
import { inBatches } from "./in-batches.ts";
import type { Visits } from "./load.ts";

/** What the product says became of a trip. */
export interface Trip {
  reservation: string;
  email: string;
  /** The guest's WhatsApp, if they have one. */
  whatsapp?: string | undefined;
  status: string;
  date: string;
  time: string;
  route: string;
  format: string;
}

interface TripAnswer {
  status: string;
  booking: null | { date: string; time: string; route: string; format: string };
}

/** Asks for every trip as its guest. */
export async function gatherTrips(client: Client, { trips }: Visits): Promise<Trip[]> {
  const asked = trips.flatMap(({ email, holds }) => holds.map((held) => ({ email, held })));
  return inBatches(asked, async ({ email, held }) => {
    const { reservation, checkoutSession, whatsapp } = held;
    const query = new URLSearchParams({ session_id: checkoutSession, reservation });
    const answer = await client.ask("GET", `/api/bookings/by-checkout-session?${query}`);
    const { status, booking } = answer.body as unknown as TripAnswer;
    const { date = "", time = "", route = "", format = "" } = booking ?? {};
    return { reservation, email, whatsapp, status, date, time, route, format };
  });
}
