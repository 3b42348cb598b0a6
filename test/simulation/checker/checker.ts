import type { Kind } from "../season.ts";
import type { Payer } from "../workload/guests.ts";
import type { World } from "../world.ts";
import { calendar } from "./calendar.ts";
import { decisions } from "./decisions.ts";
import { disputedRefunds } from "./disputed-refunds.ts";
import { endings } from "./endings.ts";
import { ends } from "./ends.ts";
import { Evidence, type Rules } from "./evidence.ts";
import { journals } from "./journals.ts";
import { messages, onceTold } from "./messages.ts";
import { money } from "./money.ts";
import { checkouts } from "./services/checkouts.ts";
import { confirmations } from "./services/confirmations.ts";
import { receipts } from "./services/receipts.ts";
import { serviceEndings } from "./services/service-endings.ts";
import { tripCopies } from "./services/trip-copies.ts";
import { vehicles } from "./services/vehicles.ts";
import { copies } from "./sessions/copies.ts";
import { deadlines } from "./sessions/deadlines.ts";
import { letters } from "./sessions/letters.ts";
import { links } from "./sessions/links.ts";
import { payouts } from "./sessions/payouts.ts";
import { sessionEndings } from "./sessions/session-endings.ts";
import { sessionMoney } from "./sessions/session-money.ts";
import { spots } from "./sessions/spots.ts";
import { slots } from "./slots.ts";

/** The promises. A new kind of bookable brings its own; what is common is judged for all. */
const PROMISES: Record<Kind, readonly Rules[]> = {
  rooms: [slots, calendar, decisions, journals, money, onceTold, messages, ends],
  sessions: [
    spots,
    links,
    deadlines,
    journals,
    sessionMoney,
    disputedRefunds,
    payouts,
    onceTold,
    letters,
    copies,
    ends,
  ],
  services: [
    vehicles,
    checkouts,
    journals,
    money,
    disputedRefunds,
    confirmations,
    receipts,
    tripCopies,
    ends,
  ],
};

const ENDINGS: Record<Kind, (evidence: Evidence) => Record<string, number>> = {
  rooms: endings,
  sessions: sessionEndings,
  services: serviceEndings,
};

/** Each sample reads whole tables, so not every step is one. */
const SAMPLE_EVERY = 20;

/**
 * Judges a run from the outside: by what Stripe, Google and the inbox hold, and by the journals. It
 * shares no code with the rules.
 */
export class Checker {
  readonly #evidence: Evidence;
  readonly #promises: readonly Rules[];

  constructor(world: World, guests: readonly Payer[]) {
    const evidence = new Evidence(world, guests);
    this.#evidence = evidence;
    this.#promises = PROMISES[world.kind];
    world.onLog = (line) => {
      for (const { onLog } of this.#promises) onLog?.(evidence, line);
    };
    world.onBug = (bug) => evidence.fail("a bug was thrown", bug);
    let steps = 0;
    world.scheduler.afterStep = () => {
      steps += 1;
      if (steps % SAMPLE_EVERY === 0) this.#ask("sample");
    };
  }

  get violations(): readonly string[] {
    return this.#evidence.violations;
  }

  eachCalmHour(): void {
    this.#ask("eachCalmHour");
  }

  whenCalm(): void {
    this.#ask("whenCalm");
  }

  atTheEnd(): void {
    this.#ask("atTheEnd");
  }

  endings(): Record<string, number> {
    return ENDINGS[this.#evidence.world.kind](this.#evidence);
  }

  #ask(when: Exclude<keyof Rules, "onLog">): void {
    for (const rules of this.#promises) rules[when]?.(this.#evidence);
  }
}
