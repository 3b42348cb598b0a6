import { catalogue, type Room } from "../../src/catalogue/catalogue.ts";
import type { Reservation } from "../../src/domain/reservation.ts";
import type { Env, Settings } from "../../src/env.ts";
import type { Context } from "../../src/http/context.ts";
import { takeNews } from "../../src/http/webhooks/stripe.ts";
import { staffAlert } from "../../src/messages/staff-alert.tsx";
import { DeskObject } from "../../src/objects/desk-object.ts";
import type { LogLine } from "../../src/objects/event-log.ts";
import { RoomObject } from "../../src/objects/room-object.ts";
import { googleCalendar } from "../../src/providers/google-calendar/google-calendar.ts";
import type { Providers } from "../../src/providers/providers.ts";
import { stripePayments } from "../../src/providers/stripe/stripe-payments.ts";
import { newsOf } from "../../src/providers/stripe/webhook.ts";
import type { ObjectStorage } from "../../src/storage.ts";
import { Faults } from "./faults.ts";
import { Network, NoAnswer, type Party, ServerFailure } from "./network.ts";
import { SimulatedObject } from "./platform.ts";
import { Random } from "./random.ts";
import { Scheduler } from "./scheduler.ts";
import { SimulatedCalendar } from "./vendors/simulated-calendar.ts";
import { SimulatedMail } from "./vendors/simulated-mail.ts";
import { SimulatedStripe } from "./vendors/simulated-stripe.ts";

/** A Thursday in Vancouver, so that bookable days come soon and a weekend lies between. */
export const STARTS_AT = Date.parse("2026-11-26T17:00:00Z");
export const WORKLOAD_MS = 5 * 60 * 60_000;
const MINUTE_MS = 60_000;
const SLUGS = ["quiet-room", "print-shop"] as const;
const PUBLIC_URL = "http://localhost:8787";

/** The stateless Worker: each request is a life of its own, and Stripe asks again anyway. */
const WORKER: Party = { alive: () => true, die: () => undefined };

export interface SimulatedRoom {
  slug: string;
  config: Room;
  object: SimulatedObject<RoomObject>;
  calendar: SimulatedCalendar;
}

/** Everything of one run: real objects, simulated vendors, one clock, one seed. */
export class World {
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly faults: Faults;
  readonly stripe: SimulatedStripe;
  readonly mail = new SimulatedMail();
  readonly ledger = new Map<string, number>();
  readonly rooms: SimulatedRoom[];
  readonly desk: SimulatedObject<DeskObject>;
  readonly story: string[] = [];
  readonly log: (LogLine & { at: number })[] = [];
  /** Told of each log line as it is said: the checker's eye during the run. */
  onLog: (line: LogLine) => void = () => undefined;
  /** Payments of which a webhook was lost for ever. */
  readonly neverTold = new Set<string>();
  onBug: (bug: string) => void = () => undefined;
  skewMs = 0;
  readonly #network: Network;

  constructor(seed: number) {
    this.random = new Random(seed);
    this.scheduler = new Scheduler(STARTS_AT, (line) => this.tell(line));
    const window = { from: STARTS_AT, until: STARTS_AT + WORKLOAD_MS };
    this.faults = new Faults(this.random.fork(), window, () => this.scheduler.now);
    this.#network = new Network(this.scheduler, this.faults);
    this.stripe = new SimulatedStripe(this.scheduler, this.random.fork(), (type, object) =>
      this.#deliver(type, object),
    );
    this.rooms = SLUGS.map((slug) => this.#room(slug));
    this.desk = this.#desk();
    // The checker reads every object's tables, also of those that nobody has called yet.
    for (const { object } of [...this.rooms, { object: this.desk }]) object.peek();
  }

  tell(line: string): void {
    const seconds = ((this.scheduler.now - STARTS_AT) / 1000).toFixed(1).padStart(9);
    this.story.push(`${seconds}s  ${line}`);
  }

  /** The object's clock: now and then it jumps, as clocks of machines do. */
  clock = (): number => this.scheduler.now + this.skewMs;

  #say = (line: LogLine): void => {
    this.log.push({ ...line, at: this.scheduler.now });
    const { message, level: _, bookable: __, payment_intent, reservation, ...rest } = line;
    const subject = [payment_intent, reservation?.slice(-4)].filter(Boolean).join(" ");
    this.tell(`    ${message} ${subject} ${JSON.stringify(rest)}`);
    this.onLog(line);
  };

  #room(slug: string): SimulatedRoom {
    const config = catalogue.room(slug);
    if (config === undefined) throw new Error(`no room ${slug}`);
    const random = this.random.fork();
    const calendar = new SimulatedCalendar(() => this.scheduler.now, this.random.fork());
    const make = (storage: ObjectStorage, party: Party) =>
      new RoomObject({
        room: config,
        discountsElsewhere: [],
        storage,
        providers: this.#providers(calendar, party),
        ledger: { record: (reservation) => this.#record(reservation, party) },
        publicUrl: PUBLIC_URL,
        now: this.clock,
        randomBytes: (length) => random.bytes(length),
        log: this.#say,
      });
    const object = new SimulatedObject(slug, this, make);
    return { slug, config, object, calendar };
  }

  #desk(): SimulatedObject<DeskObject> {
    const [operator] = catalogue.operators;
    if (operator === undefined) throw new Error("no operator");
    const alert = (stray: { payment: string; detail: string }) => {
      const email = staffAlert({
        kind: "payment-without-booking",
        detail: stray.detail,
        at: this.scheduler.now,
        payment: stray.payment,
        operator,
        timeZone: operator.timeZone,
        publicUrl: PUBLIC_URL,
      });
      return { ...email, tags: [...email.tags, stray.payment] };
    };
    return new SimulatedObject(
      "desk",
      this,
      (storage, party) =>
        new DeskObject({
          storage,
          mail: this.mail.port(this.#network, party),
          alert,
          now: this.clock,
          log: this.#say,
        }),
    );
  }

  #providers(calendar: SimulatedCalendar, party: Party): Providers {
    return {
      payments: stripePayments(this.stripe.client(this.#network, party)),
      calendar: googleCalendar(
        {
          account: { client_email: "", private_key: "" },
          apiBase: "http://google.test",
          tokenUrl: "",
          fetch: calendar.fetch(this.#network, party),
          now: this.clock,
        },
        { get: () => Promise.resolve({ kind: "ok", value: "token" }), forget: () => undefined },
      ),
      mail: this.mail.port(this.#network, party),
    };
  }

  async #record(reservation: Reservation, party: Party) {
    try {
      await this.#network.send(
        "ledger",
        "ledger.record",
        () => {
          const known = this.ledger.get(reservation.id) ?? 0;
          this.ledger.set(reservation.id, Math.max(known, reservation.version));
        },
        party,
      );
      return { kind: "ok" as const, value: undefined };
    } catch (error) {
      if (!(error instanceof NoAnswer) && !(error instanceof ServerFailure)) throw error;
      return { kind: "unknown" as const, reason: error.message };
    }
  }

  #events = 0;

  /** Stripe sends an event as often and as late as it likes, and again while we do not answer. */
  #deliver(type: string, object: object): void {
    this.#events += 1;
    const event = { id: `evt_${this.#events}`, type, data: { object: structuredClone(object) } };
    const delays = this.faults.webhook();
    const { id, payment_intent } = object as { id: string; payment_intent?: string };
    if (delays.length === 0) this.neverTold.add(payment_intent ?? id);
    for (const delay of delays) {
      this.scheduler.after(delay, `webhook ${type}`, () => this.#attempt(event, 0));
    }
  }

  async #attempt(event: { id: string; type: string; data: object }, tries: number): Promise<void> {
    const news = newsOf(event as Parameters<typeof newsOf>[0]);
    const answered = await takeNews(news, this.context()).then(
      ({ status }) => status,
      () => 500,
    );
    if (answered < 300 || tries >= 8) return;
    const again = 2 ** tries * MINUTE_MS;
    this.scheduler.after(again, `webhook ${event.type} again`, () =>
      this.#attempt(event, tries + 1),
    );
  }

  /** What the Worker's routes see: stubs of the objects, and a provider of their own. */
  context(): Context {
    const roomStub = (slug: string) => {
      const room = this.rooms.find((one) => one.slug === slug);
      if (room === undefined) throw new Error(`no object ${slug}`);
      return {
        record: (...call: Parameters<RoomObject["bookings"]["record"]>) =>
          room.object.call("record", (object) => object.bookings.record(...call)),
      };
    };
    const deskStub = {
      openStray: (...call: Parameters<DeskObject["openStray"]>) =>
        this.desk.call("openStray", (desk) => desk.openStray(...call)),
    };
    return {
      env: { ROOM: { getByName: roomStub }, DESK: { getByName: () => deskStub } } as unknown as Env,
      settings: {} as Settings,
      payments: stripePayments(this.stripe.client(this.#network, WORKER)),
      now: this.clock,
      log: this.#say,
    };
  }
}
