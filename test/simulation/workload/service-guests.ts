import type { TripWishes } from "../../../src/domain/service/service-request.ts";
import type { ServiceReservation } from "../../../src/domain/service/service-reservation.ts";
import type { TripCommand, TripResult } from "../../../src/objects/service/service-bookings.ts";
import type { Random } from "../random.ts";
import { STARTS_AT } from "../season.ts";
import type { SimulatedService } from "../simulated-service.ts";
import type { World } from "../world.ts";
import { HOUR_MS, MINUTE_MS } from "./dates.ts";
import type { Payer } from "./guests.ts";
import { payOnPage } from "./trip-payers.ts";

export interface TripGuest extends Payer {
  name: string;
  givenUp: Set<string>;
  service: SimulatedService;
  /** E.164; a guest can do without. */
  whatsapp: string | null;
}

type Wish = Pick<TripWishes, "route" | "package" | "date" | "time" | "extras">;

/** Trips that overlap, touch, or begin tonight: there are two vehicles for each service. */
const WISHES: Record<string, readonly Wish[]> = {
  "airport-transfers": [
    { route: "piarco-port-of-spain", package: "ride", date: "2026-11-26", time: "21:00" },
    { route: "piarco-port-of-spain", package: "ride", date: "2026-11-27", time: "06:00" },
    { route: "port-of-spain-piarco", package: "cocoa-welcome", date: "2026-11-27", time: "06:45" },
    { route: "port-of-spain-piarco", package: "ride", date: "2026-11-27", time: "07:30" },
    { route: "piarco-port-of-spain", package: "ride", date: "2026-11-28", time: "10:00" },
  ],
  "cocoa-estate-tours": [
    tour("gran-couva", "2026-11-28", "08:00"),
    tour("gran-couva", "2026-11-29", "09:00"),
  ],
};

function tour(route: string, date: string, time: string): Wish {
  return { route, package: "tasting", date, time, extras: { guideSpeaks: "english" } };
}

/** Guests who want more vehicles than there are, at the same few times. */
export function planTripGuests(world: World): TripGuest[] {
  const { random, scheduler } = world;
  const guests = Array.from({ length: random.between(4, 8) }, (_, index): TripGuest => {
    const service = world.services[random.chance(0.8) ? 0 : 1];
    if (service === undefined) throw new Error("no service");
    const whatsapp = random.chance(0.75) ? `+1868765010${index}` : null;
    if (whatsapp !== null && random.chance(0.12)) world.twilio.invalid.add(whatsapp);
    if (random.chance(0.06)) world.mail.invalid.add(`guest${index}@example.com`);
    return { name: `guest${index}`, service, whatsapp, payments: new Set(), givenUp: new Set() };
  });
  for (const guest of guests) {
    const own = random.fork();
    const arrival = own.chance(0.7) ? own.between(0, HOUR_MS) : own.between(0, 5 * HOUR_MS);
    scheduler.at(STARTS_AT + arrival, `${guest.name} wants ${guest.service.slug}`, () =>
      visit(world, guest, own),
    );
  }
  return guests;
}

/** What a guest holds unpaid, and gives up for another trip. */
type Earlier = NonNullable<TripCommand["replaces"]>;

async function visit(
  world: World,
  guest: TripGuest,
  random: Random,
  replaces?: Earlier,
): Promise<void> {
  const command = { ...commandOf(guest, random), ...(replaces && another(guest, replaces)) };
  const page = () =>
    guest.service.object.rpc("hold", ({ bookings }): Promise<TripResult> => bookings.hold(command));
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const held = await page().catch(() => undefined);
    if (held?.ok) {
      if (replaces !== undefined) guest.givenUp.add(replaces.reservation);
      payOnPage(world, guest, random, held.reservation);
      if (replaces === undefined) turnBack(world, guest, random, held.reservation);
      // Presses again on a page that is slow to go: the same key, the same checkout.
      if (random.chance(0.2)) page().catch(() => undefined);
    }
    if (held !== undefined) return;
    // No answer: the page asks again with the same key.
    await world.scheduler.sleep(2_000, `${guest.name} asks again`);
  }
}

function another({ name }: TripGuest, replaces: Earlier): Partial<TripCommand> {
  return { replaces, requestKey: `key-${name}-another-012345` };
}

/** Comes back from the page: gives the trip up, or takes another one for it; perhaps it is paid. */
function turnBack(
  world: World,
  guest: TripGuest,
  random: Random,
  { id, checkout }: ServiceReservation,
): void {
  if (checkout === null) return;
  const { scheduler } = world;
  const what = random.next();
  const wait = random.between(5_000, 12 * MINUTE_MS);
  if (what < 0.12) {
    scheduler.after(wait, `${guest.name} gives ${checkout.id} up`, () =>
      guest.service.object
        .rpc("release", ({ holds }) => holds.release(id, checkout.id))
        .catch(() => undefined),
    );
  } else if (what < 0.26) {
    const replaces = { reservation: id, checkoutSession: checkout.id };
    scheduler.after(wait, `${guest.name} wants another trip than ${checkout.id}`, () =>
      visit(world, guest, random, replaces),
    );
  }
}

const HOTEL = "Hotel Normandie, room 4";

/** Where each route may begin, and what it asks of its end. */
function endsOf(route: string): Pick<TripWishes, "pickup" | "dropOff"> {
  return route === "piarco-port-of-spain"
    ? { pickup: { place: "piarco-arrivals", details: "BW 483" }, dropOff: HOTEL }
    : { pickup: { place: "hotel", details: HOTEL } };
}

function commandOf({ name, service, whatsapp }: TripGuest, random: Random): TripCommand {
  const wish = random.pick(WISHES[service.slug] ?? []);
  const isTransfer = service.slug === "airport-transfers";
  const formats = isTransfer
    ? ["private", "private", "private", "convoy", "shared"]
    : ["private", "private", "private", "shared"];
  return {
    wishes: {
      ...wish,
      format: random.pick(formats),
      passengers: random.between(1, 4),
      ...endsOf(wish.route),
    },
    customer: { name, email: `${name}@example.com`, phone: whatsapp ?? "+1 868 555 0142" },
    whatsapp,
    address: name,
    requestKey: `key-${name}-0123456789`,
  };
}
