import { catalogue, type Room } from "../../src/catalogue/catalogue.ts";
import type { Reservation } from "../../src/domain/reservation.ts";
import type { SessionName } from "../../src/domain/session/session-name.ts";
import type { Settings } from "../../src/env.ts";
import type { Context } from "../../src/http/context.ts";
import { sweep } from "../../src/http/sweep.ts";
import { takeNews } from "../../src/http/webhooks/stripe.ts";
import { takeAccountNews } from "../../src/http/webhooks/stripe-connect.ts";
import { d1Ledger } from "../../src/ledger/d1-ledger.ts";
import { sessionLedger } from "../../src/ledger/session-ledger.ts";
import { staffAlert } from "../../src/messages/staff-alert.tsx";
import { DeskObject } from "../../src/objects/desk/desk-object.ts";
import type { LogLine } from "../../src/objects/event-log.ts";
import { RoomObject } from "../../src/objects/room/room-object.ts";
import type { SessionLedger } from "../../src/objects/session/session-copy.ts";
import type { LedgerCopy } from "../../src/outbox/handler.ts";
import { googleCalendar } from "../../src/providers/google-calendar/google-calendar.ts";
import type { Mail } from "../../src/providers/mail.ts";
import type { Outcome } from "../../src/providers/outcome.ts";
import type { Providers } from "../../src/providers/providers.ts";
import { accountNewsOf } from "../../src/providers/stripe/connect-webhook.ts";
import { stripeCheckoutSessions } from "../../src/providers/stripe/stripe-checkout-sessions.ts";
import { stripePaymentLinks } from "../../src/providers/stripe/stripe-payment-links.ts";
import { stripePayments } from "../../src/providers/stripe/stripe-payments.ts";
import { stripePayouts } from "../../src/providers/stripe/stripe-payouts.ts";
import { newsOf } from "../../src/providers/stripe/webhook.ts";
import type { WhatsApp } from "../../src/providers/whatsapp.ts";
import type { ObjectStorage } from "../../src/storage.ts";
import { memoryLedger } from "../memory-ledger.ts";
import { Faults } from "./faults.ts";
import { Network, NoAnswer, type Party, ServerFailure } from "./network.ts";
import { SimulatedObject } from "./platform.ts";
import { Random } from "./random.ts";
import { Scheduler } from "./scheduler.ts";
import { type Kind, SEASONS, STARTS_AT } from "./season.ts";
import {
  reportEmails,
  type SimulatedService,
  simulatedServices,
  simulatedTwilio,
  whatsAppOver,
} from "./simulated-service.ts";
import {
  type SimulatedSession,
  type SimulatedSupplier,
  simulatedSessions,
  simulatedSuppliers,
} from "./simulated-session.ts";
import { SimulatedCalendar } from "./vendors/simulated-calendar.ts";
import { SimulatedMail } from "./vendors/simulated-mail.ts";
import { SimulatedStripe } from "./vendors/simulated-stripe.ts";
import type { SimulatedTwilio } from "./vendors/simulated-twilio.ts";
import { workerEnv } from "./worker-env.ts";

const MINUTE_MS = 60_000;
const UNHEARD_CHANCE = 0.04;
const SLUGS = ["quiet-room", "print-shop"] as const;
export const PUBLIC_URL = "http://localhost:8787";

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
  readonly mail: SimulatedMail;
  readonly ledger = new Map<string, number>();
  /** Of sessions and services, with its own tables and SQL: the crons of sessions read it. */
  readonly copies: ReturnType<typeof memoryLedger> | undefined;
  readonly kind: Kind;
  /** When people and weather come to rest. */
  readonly busyUntil: number;
  readonly rooms: SimulatedRoom[] = [];
  readonly suppliers: SimulatedSupplier[] = [];
  readonly sessions: SimulatedSession[] = [];
  readonly services: SimulatedService[] = [];
  readonly desk: SimulatedObject<DeskObject>;
  readonly story: string[] = [];
  readonly log: (LogLine & { at: number })[] = [];
  /** Told of each log line as it is said: the checker's eye during the run. */
  onLog: (line: LogLine) => void = () => undefined;
  /** Payments of which a webhook was lost for ever. */
  readonly neverTold = new Set<string>();
  /** The reservations whose transfer staff have had tried again, once for each press. */
  readonly pressedByStaff: string[] = [];
  onBug: (bug: string) => void = () => undefined;
  skewMs = 0;
  readonly #network: Network;
  #twilio: SimulatedTwilio | undefined;

  constructor(seed: number, kind: Kind) {
    this.kind = kind;
    const { workloadMs, ...climate } = SEASONS[kind];
    this.busyUntil = STARTS_AT + workloadMs;
    this.random = new Random(seed);
    this.scheduler = new Scheduler(STARTS_AT, (line) => this.tell(line));
    this.mail = new SimulatedMail(() => this.scheduler.now);
    const window = { from: STARTS_AT, until: this.busyUntil };
    const now = () => this.scheduler.now;
    this.faults = new Faults(this.random.fork(), { ...climate, ...window }, now);
    this.#network = new Network(this.scheduler, this.faults);
    this.stripe = new SimulatedStripe(this.scheduler, this.random.fork(), (type, object) =>
      this.#deliver(type, object),
    );
    if (kind !== "rooms") this.copies = memoryLedger();
    this.#open();
    this.desk = this.#desk();
    // The checker reads every object's tables, also of those that nobody has called yet.
    const { rooms, sessions, suppliers, services, desk } = this;
    const all = [...rooms, ...sessions, ...suppliers, ...services, { object: desk }];
    for (const { object } of all) object.peek();
  }

  #open(): void {
    switch (this.kind) {
      case "rooms":
        this.rooms.push(...SLUGS.map((slug) => this.#room(slug)));
        break;
      case "sessions":
        this.suppliers.push(...simulatedSuppliers(this));
        this.sessions.push(...simulatedSessions(this));
        break;
      case "services":
        this.#twilio = simulatedTwilio(this);
        this.services.push(...simulatedServices(this));
        reportEmails(this);
    }
  }

  get twilio(): SimulatedTwilio {
    if (this.#twilio === undefined) throw new Error("no WhatsApp in this world");
    return this.#twilio;
  }

  tell(line: string): void {
    const seconds = ((this.scheduler.now - STARTS_AT) / 1000).toFixed(1).padStart(9);
    this.story.push(`${seconds}s  ${line}`);
  }

  /** The object's clock: now and then it jumps, as clocks of machines do. */
  clock = (): number => this.scheduler.now + this.skewMs;

  say = (line: LogLine): void => {
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
        log: this.say,
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
          mail: this.mailPort(party),
          alert,
          now: this.clock,
          log: this.say,
        }),
    );
  }

  stripePorts(party: Party): Omit<Providers, "calendar" | "mail" | "whatsapp"> {
    const stripe = this.stripe.client(this.#network, party);
    return {
      payments: stripePayments(stripe),
      paymentLinks: stripePaymentLinks(stripe),
      checkoutSessions: stripeCheckoutSessions(stripe),
      payouts: stripePayouts(stripe),
    };
  }

  mailPort(party: Party): Mail {
    return this.mail.port(this.#network, party);
  }

  whatsappPort(party: Party): WhatsApp {
    return whatsAppOver(this.twilio.fetch(this.#network, party));
  }

  #providers(calendar: SimulatedCalendar, party: Party): Omit<Providers, "whatsapp"> {
    return {
      ...this.stripePorts(party),
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
      mail: this.mailPort(party),
    };
  }

  #record(reservation: Reservation, party: Party): Promise<Outcome<void>> {
    return this.#toLedger(party, async () => {
      const known = this.ledger.get(reservation.id) ?? 0;
      this.ledger.set(reservation.id, Math.max(known, reservation.version));
      return { kind: "ok", value: undefined };
    });
  }

  /** The product's own copies and SQL, on the far side of a network that loses things. */
  sessionLedger(party: Party): SessionLedger {
    if (this.copies === undefined) throw new Error("no sessions in this world");
    const ledger = sessionLedger(this.copies);
    return {
      record: (...call) => this.#toLedger(party, () => ledger.record(...call)),
      recordSession: (...call) => this.#toLedger(party, () => ledger.recordSession(...call)),
    };
  }

  tripLedger(party: Party): LedgerCopy {
    if (this.copies === undefined) throw new Error("no ledger in this world");
    const ledger = d1Ledger(this.copies);
    return { record: (...call) => this.#toLedger(party, () => ledger.record(...call)) };
  }

  /** When the crons would look after a session. */
  nextDueAt({ experience, date, time }: SessionName): number | undefined {
    const row = this.copies?.database
      .prepare("SELECT next_due_at FROM sessions WHERE experience = ? AND date = ? AND time = ?")
      .get(experience, date, time);
    return row?.next_due_at === null ? undefined : Number(row?.next_due_at ?? Infinity);
  }

  async #toLedger(party: Party, write: () => Promise<Outcome<void>>): Promise<Outcome<void>> {
    try {
      return await this.#network.send("ledger", "ledger.record", write, party);
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
    const { id, payment_intent } = object as { id: string; payment_intent?: string };
    const payment = payment_intent ?? id;
    const delays = this.#isUnheard(payment) ? [] : this.faults.webhook();
    if (delays.length === 0) this.neverTold.add(payment);
    for (const delay of delays) {
      this.scheduler.after(delay, `webhook ${type}`, () => this.#attempt(event, 0));
    }
  }

  readonly #unheard = new Map<string, boolean>();

  /** From now on no event comes of a payment. */
  silence(payment: string): void {
    this.#unheard.set(payment, true);
  }

  /** Of some payments no event ever comes: then only asking helps. */
  #isUnheard(payment: string): boolean {
    if (!payment.startsWith("pi_")) return false;
    const known = this.#unheard.get(payment);
    const is = known ?? this.faults.chance("payment of which no webhook comes", UNHEARD_CHANCE);
    this.#unheard.set(payment, is);
    return is;
  }

  async #attempt(event: { id: string; type: string; data: object }, tries: number): Promise<void> {
    const { object } = event.data as { object: { id: string; payment_status?: string } };
    this.stripe.hosted.heard(object.id, object.payment_status);
    const answered = await this.#take(event as Parameters<typeof newsOf>[0]).then(
      ({ status }) => status,
      () => 500,
    );
    if (answered < 300 || tries >= 8) return;
    const again = 2 ** tries * MINUTE_MS;
    this.scheduler.after(again, `webhook ${event.type} again`, () =>
      this.#attempt(event, tries + 1),
    );
  }

  #take(event: Parameters<typeof newsOf>[0]): Promise<Response> {
    return event.type.startsWith("account.")
      ? takeAccountNews(accountNewsOf(event), this.context())
      : takeNews(newsOf(event), this.context());
  }

  /** What wrangler.toml's crons do, by the product's own code. */
  async sweep(cron: string): Promise<void> {
    if (this.kind !== "rooms") {
      await sweep(this.context().env, cron, this.clock(), this.say);
      return;
    }
    for (const { object } of this.rooms)
      object.call("sweep", (room) => room.sweep()).catch(() => undefined);
    this.desk.call("sweep", (desk) => desk.arm()).catch(() => undefined);
  }

  /** What the Worker's routes see: stubs of the objects, and a provider of their own. */
  context(): Context {
    return {
      env: workerEnv(this),
      settings: {} as Settings,
      payments: stripePayments(this.stripe.client(this.#network, WORKER)),
      now: this.clock,
      log: this.say,
    };
  }
}
