import { pause } from "../journeys/product.ts";
import { openDate, type Session } from "../journeys/session-guest.ts";
import type { Random } from "../simulation/random.ts";
import type { CardHold } from "./card-payment.ts";
import { visitClass } from "./class-guest.ts";
import type { Client } from "./client.ts";
import { type Places, type RoomVisit, visitRoom } from "./room-guest.ts";
import { requestSession, type SessionHold, visitSession } from "./session-guest.ts";
import { type TripHold, visitService } from "./trip-guest.ts";
import { giveBack, type Hold, holdAgain, type Visit } from "./visit.ts";

/** How many guests of each kind there are at once. */
const AT_ONCE = { rooms: 6, sessions: 4, requests: 2, classes: 2, trips: 3 };
/** What guests want at one time: little of it, so that they get in one another's way. */
const WANTED_DAYS = 4;
const WANTED_SESSIONS = 2;
const WANTED_TRIP_DAYS = 2;

/** An experience that is only given when somebody asks, for 40 people at most. */
export const CHOIR = "union-choir-evening";
const CHOIR_TIMES = ["18:00", "18:15"];
/** So far ahead that it can be cancelled, and no closer than anything may be asked for. */
const CHOIR_DAYS_AHEAD = 20;
const CHOIR_DAYS = 12;
const TRIP_DAYS_AHEAD = 3;
const TRIP_DAYS = 40;

/** Everybody who came, by what they came for. */
export interface Visits {
  rooms: RoomVisit[];
  /** Spots by Payment Link, and requests. */
  sessions: Visit<SessionHold>[];
  classes: Visit<CardHold>[];
  trips: Visit<TripHold>[];
}

/** What can be booked, each in the order of time. */
export interface Offer {
  places: readonly Places[];
  sessions: { experience: string; sessions: readonly Session[] };
  classes: { experience: string; sessions: readonly Session[] };
}

export const nobody = (): Visits => ({ rooms: [], sessions: [], classes: [], trips: [] });
export const everybody = ({ rooms, sessions, classes, trips }: Visits): Visit[] => [
  ...rooms,
  ...sessions,
  ...classes,
  ...trips,
];

/** Guests, one after another in some places at once; what they want moves on with the kills. */
export class Load {
  readonly #client: Client;
  readonly #random: Random;
  readonly #offer: Offer;
  readonly #visits: Visits;
  #progress = 0;
  #guests = 0;
  #stopped = false;

  constructor(client: Client, random: Random, offer: Offer, visits: Visits) {
    this.#client = client;
    this.#random = random;
    this.#offer = offer;
    this.#visits = visits;
  }

  async run(): Promise<void> {
    const choir = Array.from({ length: CHOIR_DAYS }, (_, day) =>
      openDate(CHOIR, CHOIR_DAYS_AHEAD + day),
    );
    const tripDays = Array.from({ length: TRIP_DAYS }, (_, day) => dateIn(TRIP_DAYS_AHEAD + day));
    const client = this.#client;
    const { rooms, sessions, classes, trips } = this.#visits;
    const { places, sessions: walk, classes: lessons } = this.#offer;
    await Promise.all([
      this.#streams(AT_ONCE.rooms, async (own, name) => {
        const { room, dates } = own.pick(places);
        await visitRoom(client, own, { room, dates: this.#now(dates, WANTED_DAYS) }, name, rooms);
      }),
      this.#streams(AT_ONCE.sessions, (own, name) => {
        const some = this.#now(walk.sessions, WANTED_SESSIONS);
        return visitSession(client, own, walk.experience, some, name, sessions);
      }),
      this.#streams(AT_ONCE.requests, (own, name) => {
        const wanted = { experience: CHOIR, dates: this.#now(choir, 1), times: CHOIR_TIMES };
        return requestSession(client, own, wanted, name, sessions);
      }),
      this.#streams(AT_ONCE.classes, (own, name) => {
        const some = this.#now(lessons.sessions, WANTED_SESSIONS);
        return visitClass(client, own, lessons.experience, some, name, classes);
      }),
      this.#streams(AT_ONCE.trips, (own, name) =>
        visitService(client, own, this.#now(tripDays, WANTED_TRIP_DAYS), name, trips),
      ),
    ]);
  }

  /** `progress` from 0 to 1: where among the bookable days guests look now. */
  moveTo(progress: number): void {
    this.#progress = progress;
  }

  stop(): void {
    this.#stopped = true;
  }

  #now<T>(all: readonly T[], wanted: number): T[] {
    const first = Math.floor(this.#progress * Math.max(0, all.length - wanted));
    return all.slice(first, first + wanted);
  }

  async #streams(atOnce: number, visit: (own: Random, name: string) => Promise<void>) {
    const streams = Array.from({ length: atOnce }, () => this.#random.fork());
    await Promise.all(streams.map((own) => this.#stream(own, visit)));
  }

  async #stream(own: Random, visit: (own: Random, name: string) => Promise<void>) {
    while (!this.#stopped) {
      this.#guests += 1;
      await visit(own, `guest${this.#guests}`);
      await pause(own.between(0, 400));
    }
  }
}

/**
 * Those who left unpaid give their holds back; so do those who find, by asking again, one more. What
 * a Payment Link was to fill ends by itself.
 */
export async function leaveNothingHeld(client: Client, visits: Visits): Promise<void> {
  const withProof: Visit[] = [...visits.rooms, ...visits.classes, ...visits.trips];
  const isOpen = ({ paid, toldReleased }: Hold) => !paid && !toldReleased;
  const open = withProof.flatMap(({ holds }) => holds.filter(isOpen));
  await Promise.all(open.map((held) => giveBack(client, held)));
  const asking = withProof.filter(({ unheard }) => unheard);
  await Promise.all(
    asking.map(async (made) => {
      const held = await holdAgain(client, made);
      if (held !== undefined && !held.paid) await giveBack(client, held);
    }),
  );
  // Vendors would try again within hours; what they tell must not change anything then.
  await client.ask("POST", "/sandbox/webhooks/deliver");
  await client.ask("POST", "/sandbox/callbacks/deliver");
}

const DAY_MS = 24 * 60 * 60_000;

function dateIn(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
}
