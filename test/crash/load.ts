import { pause } from "../journeys/product.ts";
import type { Random } from "../simulation/random.ts";
import type { Client } from "./client.ts";
import { giveBack, holdAgain, type Places, type Visit, visit } from "./guest.ts";

const GUESTS_AT_ONCE = 10;
/** Days that guests want at one time: few, so that they get in one another's way. */
const WANTED_DAYS = 4;

/** Guests, one after another in some places at once; what they want moves on with the kills. */
export class Load {
  readonly #client: Client;
  readonly #random: Random;
  readonly #places: readonly Places[];
  readonly #visits: Visit[];
  #progress = 0;
  #guests = 0;
  #stopped = false;

  constructor(client: Client, random: Random, places: readonly Places[], visits: Visit[]) {
    this.#client = client;
    this.#random = random;
    this.#places = places;
    this.#visits = visits;
  }

  async run(): Promise<void> {
    const streams = Array.from({ length: GUESTS_AT_ONCE }, () => this.#random.fork());
    await Promise.all(streams.map((own) => this.#stream(own)));
  }

  /** `progress` from 0 to 1: where among the bookable days guests look now. */
  moveTo(progress: number): void {
    this.#progress = progress;
  }

  stop(): void {
    this.#stopped = true;
  }

  async #stream(own: Random): Promise<void> {
    while (!this.#stopped) {
      const { room, dates } = own.pick(this.#places);
      const first = Math.floor(this.#progress * (dates.length - WANTED_DAYS));
      const place = { room, dates: dates.slice(first, first + WANTED_DAYS) };
      this.#guests += 1;
      await visit(this.#client, own, place, `guest${this.#guests}`, this.#visits);
      await pause(own.between(0, 400));
    }
  }
}

/** Those who left unpaid give their holds back; so do those who find, by asking again, one more. */
export async function leaveNothingHeld(client: Client, visits: readonly Visit[]): Promise<void> {
  const open = visits.flatMap(({ holds }) =>
    holds.filter(({ paid, toldReleased }) => !paid && !toldReleased),
  );
  await Promise.all(open.map((held) => giveBack(client, held)));
  const asking = visits.filter(({ unheard }) => unheard);
  await Promise.all(
    asking.map(async (made) => {
      const held = await holdAgain(client, made);
      if (held !== undefined && !held.paid) await giveBack(client, held);
    }),
  );
  // Stripe would try again within hours; what it tells must not change anything then.
  await client.ask("POST", "/sandbox/webhooks/deliver");
}
