import type { FaultRequest } from "../../src/sandbox/faults.ts";
import { pause } from "../journeys/product.ts";
import type { Random } from "../simulation/random.ts";
import { type Client, jsonBody } from "./client.ts";
import type { Entry } from "./facts.ts";
import { entriesOf } from "./facts-of-vendors.ts";
import type { RoomVisit } from "./room-guest.ts";

/** What may go wrong, as often as it stands here. */
const FAULTS: readonly FaultRequest[] = [
  { provider: "stripe", operation: "payment_intents.create", mode: "fail" },
  { provider: "stripe", operation: "payment_intents.create", mode: "timeout" },
  { provider: "stripe", operation: "payment_intents.create", mode: "timeout-after-success" },
  { provider: "stripe", operation: "payment_intents.retrieve", mode: "fail" },
  { provider: "stripe", operation: "payment_intents.cancel", mode: "timeout-after-success" },
  { provider: "stripe", operation: "payment_intents.cancel", mode: "timeout" },
  { provider: "stripe", operation: "payment_intents.list", mode: "fail" },
  { provider: "stripe", operation: "refunds.create", mode: "fail" },
  { provider: "stripe", operation: "refunds.create", mode: "fail", status: 500 },
  { provider: "stripe", operation: "refunds.create", mode: "timeout" },
  { provider: "stripe", operation: "refunds.create", mode: "timeout-after-success" },
  { provider: "stripe", operation: "webhooks.deliver", mode: "fail" },
  { provider: "stripe", operation: "webhooks.deliver", mode: "duplicate" },
  { provider: "stripe", operation: "webhooks.deliver", mode: "timeout-after-success" },
  { provider: "stripe", operation: "webhooks.deliver", mode: "slow", ms: 4_000 },
  { provider: "google", operation: "events.list", mode: "fail" },
  { provider: "google", operation: "events.list", mode: "timeout" },
  { provider: "google", operation: "events.list", mode: "slow", ms: 1_500 },
  { provider: "google", operation: "events.insert", mode: "fail" },
  { provider: "google", operation: "events.insert", mode: "fail", status: 429 },
  { provider: "google", operation: "events.insert", mode: "timeout" },
  { provider: "google", operation: "events.insert", mode: "timeout-after-success" },
  { provider: "google", operation: "events.insert", mode: "timeout-after-success" },
  {
    provider: "google",
    operation: "events.insert",
    mode: "fail",
    status: 403,
    reason: "forbidden",
  },
  { provider: "google", operation: "events.get", mode: "fail" },
  { provider: "google", operation: "events.delete", mode: "fail" },
  { provider: "google", operation: "events.delete", mode: "timeout-after-success" },
  { provider: "mailersend", operation: "email.send", mode: "fail" },
  { provider: "mailersend", operation: "email.send", mode: "timeout" },
  { provider: "mailersend", operation: "email.send", mode: "timeout-after-success" },
  { provider: "mailersend", operation: "webhooks.deliver", mode: "duplicate" },
  { provider: "stripe", operation: "payment_links.create", mode: "fail" },
  { provider: "stripe", operation: "payment_links.create", mode: "timeout-after-success" },
  { provider: "stripe", operation: "payment_links.update", mode: "fail" },
  { provider: "stripe", operation: "payment_links.update", mode: "timeout-after-success" },
  { provider: "stripe", operation: "checkout.sessions.create", mode: "fail" },
  { provider: "stripe", operation: "checkout.sessions.create", mode: "timeout-after-success" },
  { provider: "stripe", operation: "checkout.sessions.expire", mode: "timeout" },
  { provider: "stripe", operation: "checkout.sessions.expire", mode: "timeout-after-success" },
  { provider: "stripe", operation: "checkout.sessions.list", mode: "fail" },
  { provider: "stripe", operation: "checkout.sessions.retrieve", mode: "fail" },
  { provider: "twilio", operation: "messages.create", mode: "fail" },
  { provider: "twilio", operation: "messages.create", mode: "timeout" },
  { provider: "twilio", operation: "messages.create", mode: "timeout-after-success" },
  { provider: "twilio", operation: "messages.list", mode: "fail" },
  { provider: "twilio", operation: "callbacks.deliver", mode: "fail" },
  { provider: "twilio", operation: "callbacks.deliver", mode: "duplicate" },
];

const FAULT_CHANCE = 0.85;
const STAFF_CHANCE = 0.5;
const STAFF_KEEP_CHANCE = 0.7;
const STAFF_DELETE_CHANCE = 0.08;

/** One fault that may have hit between two moments; UTC epoch milliseconds. */
export interface Spell {
  fault: FaultRequest;
  from: number;
  until: number;
}

/** The providers' bad days, and staff who use the calendar as they always did. */
export class BadWeather {
  readonly spells: Spell[] = [];
  staffEvents = 0;
  staffDeletions = 0;
  readonly #client: Client;
  readonly #random: Random;
  readonly #visits: readonly RoomVisit[];
  #active = true;

  constructor(client: Client, random: Random, visits: readonly RoomVisit[]) {
    this.#client = client;
    this.#random = random;
    this.#visits = visits;
  }

  async blow(): Promise<void> {
    while (this.#active) {
      await this.#changeFaults();
      if (this.#random.chance(STAFF_CHANCE)) await this.#staffWrite();
      if (this.#random.chance(STAFF_DELETE_CHANCE)) await this.#staffDelete();
      await pause(this.#random.between(400, 1_400));
    }
    await this.#clear();
  }

  /** From here on everything works, once `blow` has ended. */
  calm(): void {
    this.#active = false;
  }

  async #changeFaults(): Promise<void> {
    await this.#clear();
    if (!this.#random.chance(FAULT_CHANCE)) return;
    const times = this.#random.between(1, 3);
    const fault = { ...this.#random.pick(FAULTS), times };
    this.spells.push({ fault, from: Date.now(), until: Infinity });
    await this.#client.once("POST", "/sandbox/faults", jsonBody(fault));
  }

  async #clear(): Promise<void> {
    await this.#client.ask("DELETE", "/sandbox/faults");
    for (const spell of this.spells) spell.until = Math.min(spell.until, Date.now());
  }

  /** An event where a guest holds or has booked: what gate 2 is for. */
  async #staffWrite(): Promise<void> {
    const recent = this.#visits.slice(-6).filter(({ holds }) => holds.length > 0);
    if (recent.length === 0) return;
    const { room, dates, start, end } = this.#random.pick(recent);
    const date = this.#random.pick(dates);
    const calendar = `${room}@labourtemple.example`;
    const event = {
      ...{ calendar, summary: "Piano tuning" },
      ...{ start: `${date}T${start}`, end: `${date}T${end}` },
    };
    const written = await this.#client.once("POST", "/sandbox/google/by-hand", jsonBody(event));
    this.staffEvents += 1;
    const id = written?.body.id;
    if (typeof id !== "string" || this.#random.chance(STAFF_KEEP_CHANCE)) return;
    await pause(this.#random.between(0, 1_500));
    await this.#client.once("DELETE", "/sandbox/google/by-hand", jsonBody({ calendar, id }));
  }

  /** Somebody deletes a day of a booking by mistake: it must come back. */
  async #staffDelete(): Promise<void> {
    const state = await this.#client.once("GET", "/sandbox/state");
    const entries = state === undefined ? [] : entriesOf(state).filter(isOurs);
    if (entries.length === 0) return;
    const { id } = this.#random.pick(entries);
    await this.#client.once("DELETE", "/sandbox/google/by-hand", jsonBody({ id }));
    this.staffDeletions += 1;
  }
}

const isOurs = ({ stands, reservation }: Entry) => stands && reservation !== undefined;
