import { vi } from "vitest";
import {
  catalogue,
  type Experience,
  type Room,
  type Supplier,
} from "../src/catalogue/catalogue.ts";
import type { Reservation } from "../src/domain/reservation.ts";
import { asRoom } from "../src/domain/room/room-reservation.ts";
import { type Env, settingsOf } from "../src/env.ts";
import type { Context } from "../src/http/context.ts";
import { router } from "../src/http/router.ts";
import { staffAlert } from "../src/messages/staff-alert.tsx";
import { DeskObject } from "../src/objects/desk/desk-object.ts";
import type { LogLine } from "../src/objects/event-log.ts";
import type { HoldCommand } from "../src/objects/room/room-bookings.ts";
import { RoomObject } from "../src/objects/room/room-object.ts";
import { createProviders } from "../src/providers/create-providers.ts";
import { accessTokens } from "../src/providers/google-calendar/access-token.ts";
import { SANDBOX_KEYS } from "../src/sandbox/defaults.ts";
import { appVariables } from "../src/sandbox/local-config.ts";
import type { SandboxMessage } from "../src/sandbox/messages.ts";
import { Sandbox } from "../src/sandbox/sandbox.ts";
import { signPayload } from "../src/sandbox/stripe/signature.ts";
import type { TakenDelivery } from "../src/sandbox/stripe/webhook-delivery.ts";
import { memoryLedger } from "./memory-ledger.ts";
import { objectStorage } from "./object-storage.ts";
import { memorySql } from "./sandbox/sql.ts";
import { runningLife, StagedObject } from "./staged-object.ts";
import { stagedServices } from "./staged-services.ts";
import { stagedSessions } from "./staged-sessions.ts";

const BASE = "http://localhost:8787";
/** A Saturday in Vancouver; the Monday after next is bookable. */
export const TODAY = Date.parse("2026-11-21T12:00:00Z");

export interface StageOptions {
  room?: string;
  at?: number;
  /** "manual": webhooks wait until the test takes them. */
  webhooks?: "auto" | "manual";
  change?: (room: Room) => Room;
  changeExperience?: (experience: Experience) => Experience;
  /** The catalogue's suppliers, where they are not as it has them. */
  supplier?: (slug: string) => Supplier | undefined;
  /** Where guests and Google reach the product; an HTTPS address turns push messages on. */
  publicUrl?: string;
}

/** The guest's request that most tests begin with. */
export const threeDays = {
  room: "quiet-room",
  dates: ["2026-12-07", "2026-12-08", "2026-12-09"],
  start: "09:00",
  end: "12:00",
  attendees: 2,
  customer: { name: "Ada Lovelace", email: "ada@example.com" },
};

export interface HoldAnswer {
  reservation: string;
  paymentIntent: string;
  clientSecret: string;
  amount: number;
  code?: string;
}

/**
 * The whole product in one process: the real router, objects and vendor clients on node:sqlite and
 * the sandbox, under one clock that only the test moves.
 */
export function makeStage(options: StageOptions = {}) {
  let now = options.at ?? TODAY;
  const clock = () => now;
  const log: LogLine[] = [];
  const say = (line: LogLine) => {
    const running = runningLife();
    // A life that has ended says nothing more.
    if (running === undefined || running.life === running.object.life) log.push(line);
  };
  const room = roomOf(options);
  const variables = appVariables(BASE, {}, {});
  const settings = settingsOf({ ...variables, PUBLIC_URL: options.publicUrl ?? BASE });
  const sandbox = new Sandbox({
    sql: memorySql(),
    settings: {
      publicBase: BASE,
      webhookUrl: `${BASE}/webhook`,
      mailersendWebhookUrl: `${BASE}/api/webhooks/mailersend`,
      webhookDelivery: options.webhooks ?? "auto",
      keys: SANDBOX_KEYS,
      calendars: "*",
      calendarTimeZone: "America/Vancouver",
    },
    now: clock,
    random: Math.random,
    // With a signal it is a time limit, which no answer here exceeds; without one, a fault's delay.
    wait: (_ms, signal) =>
      signal ? new Promise(() => {}) : Promise.reject(new Error("the connection was lost")),
    fetch: (request) => send(request),
  });
  let calls = 0;
  let lifeCalls = 0;
  let crash: { at: number; when: "before" | "after"; every?: number; left: number } | undefined;
  let nextCall: { path: RegExp; run: (request: Request) => Promise<unknown> } | undefined;
  const never = new Promise<never>(() => {});
  vi.stubGlobal("fetch", async (input: RequestInfo, init?: RequestInit) => {
    // The doors and the desk have calls of their own; only bookables crash.
    const running = runningLife();
    const request = new Request(input, init);
    calls += 1;
    if (running === undefined) return sandbox.handle(request);
    const { object: caller, life } = running;
    if (life !== caller.life) return never;
    lifeCalls += 1;
    const dies = crash !== undefined && crash.left > 0 && crash.at === lifeCalls;
    if (dies && crash)
      crash = { ...crash, at: crash.at + (crash.every ?? 0), left: crash.left - 1 };
    if (dies && crash?.when === "before") {
      caller.restart();
      return never;
    }
    const caught = nextCall?.path.test(request.url) ? nextCall : undefined;
    if (caught !== undefined) nextCall = undefined;
    const instead = await caught?.run(request);
    const answer = instead instanceof Response ? instead : await sandbox.handle(request);
    if (dies) caller.restart();
    return life === caller.life ? answer : never;
  });
  const google = { account: settings.GOOGLE_SERVICE_ACCOUNT, tokenUrl: settings.GOOGLE_TOKEN_URL };
  const providers = createProviders(settings, clock);
  const recorded: Reservation[] = [];
  const ledger = memoryLedger();
  const staged = new StagedObject(
    (storage) =>
      new RoomObject({
        room,
        discountsElsewhere: catalogue.discounts.map(({ id }) => id),
        storage,
        providers: createProviders(settings, clock),
        ledger: {
          record: (reservation) => {
            recorded.push(reservation);
            return Promise.resolve({ kind: "ok", value: undefined });
          },
        },
        publicUrl: settings.PUBLIC_URL,
        now: clock,
        randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
        log: say,
      }),
  );
  const { storage } = staged;
  const sessions = stagedSessions({
    change: options.changeExperience ?? ((same) => same),
    supplier: options.supplier ?? ((slug) => catalogue.supplier(slug)),
    settings,
    providers,
    ledger,
    now: clock,
    log: say,
  });
  const services = stagedServices({ settings, providers, ledger, now: clock, log: say });
  const deskStorage = objectStorage();
  const desk = new DeskObject({
    storage: deskStorage,
    mail: providers.mail,
    alert: (stray) =>
      staffAlert({
        kind: "payment-without-booking",
        detail: stray.detail,
        at: now,
        payment: stray.payment,
        operator: room.operator,
        timeZone: room.rules.timeZone,
        publicUrl: BASE,
      }),
    now: clock,
    log: say,
  });

  const stub = () => {
    const { bookings, holds, calendar } = staged.object;
    return {
      hold: (command: HoldCommand) => staged.living((object) => object.bookings.hold(command)),
      release: (id: string, secret: string) =>
        staged.living((object) => object.holds.release(id, secret)),
      record: holds.record.bind(holds),
      cancel: holds.cancel.bind(holds),
      availability: bookings.availability.bind(bookings),
      reservation: holds.load.bind(holds),
      calendarPushed: calendar.pushed.bind(calendar),
      sweep: () => staged.object.sweep(),
    };
  };
  const deskStub = {
    openStray: desk.openStray.bind(desk),
    resolveStray: desk.resolveStray.bind(desk),
    paymentsPaused: () => desk.paymentsPaused,
    pausePayments: desk.pausePayments.bind(desk),
    strayPayments: desk.strayPayments.bind(desk),
  };
  const env = {
    ROOM: { getByName: () => stub() },
    SESSION: { getByName: sessions.stub },
    SUPPLIER: { getByName: sessions.supplierStub },
    SERVICE: { getByName: services.stub },
    LEDGER: ledger,
    HOLD_LIMIT: unlimited,
    QUESTION_LIMIT: unlimited,
    DESK: { getByName: () => deskStub },
  } as unknown as Env;
  const context: Context = { env, settings, payments: providers.payments, now: clock, log: say };

  function send(request: Request): Promise<Response> {
    return router.fetch(request, context);
  }

  async function call(path: string, init?: RequestInit): Promise<Response> {
    return send(new Request(`${BASE}${path}`, init));
  }

  async function control(path: string, body?: unknown, method = "POST"): Promise<unknown> {
    const init = body === undefined ? {} : { method, body: JSON.stringify(body) };
    const headers = { "content-type": "application/json" };
    const answer = await sandbox.handle(new Request(`${BASE}${path}`, { ...init, headers }));
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? undefined : answer.json();
  }

  /** Fires what is due, alarms and webhooks, in the order of time, until the clock stands there. */
  async function until(instant: number): Promise<void> {
    for (;;) {
      const bookables = [staged, ...sessions.all(), ...services.all()];
      const earliest = bookables.reduce((first, one) => (dueAt(one) < dueAt(first) ? one : first));
      const times = [dueAt(earliest), deskStorage.alarmAt, sandbox.nextDueAt()];
      const due = times.map((at) => at ?? Infinity);
      const next = Math.min(...due);
      if (next > instant) break;
      now = Math.max(now, next);
      if (next === due[0]) await earliest.fire(now);
      else if (next === due[1]) {
        deskStorage.alarmAt = undefined;
        await desk.alarm();
      } else await sandbox.deliverDue();
    }
    now = Math.max(now, instant);
  }

  const state = () => sandbox.state();
  return {
    room,
    env,
    log,
    recorded,
    storage,
    control,
    call,
    send,
    until,
    now: clock,
    object: () => staged.object,
    sessions,
    services,
    ledger,
    desk,
    /** Forgets all memory, as an eviction or a crash does; what is stored stays. */
    restart: () => staged.restart(),
    /** Crashes at the n-th call to a provider from now, before it is made or after it has worked. */
    crashAt(n: number, when: "before" | "after") {
      crash = { at: lifeCalls + n, when, left: 1 };
    },
    /** Crashes after every n-th call, so many times. */
    crashEvery(n: number, times: number) {
      crash = { at: lifeCalls + n, when: "after", every: n, left: times };
    },
    /** Calls to providers so far. */
    calls: () => calls,
    /** Runs something when the next call to that address is made; it may answer in its place. */
    onCall(path: RegExp, run: (request: Request) => Promise<unknown>) {
      nextCall = { path, run };
    },
    provider: (request: Request) => sandbox.handle(request),
    /** Moves the clock and fires nothing. */
    jump(ms: number) {
      now += ms;
    },
    /** A call to Stripe with the secret key: what staff, or another product, do there. */
    async stripe(path: string, form: Record<string, string>): Promise<{ id: string }> {
      const answer = await sandbox.handle(stripeRequest(path, form));
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as { id: string };
    },
    /** Sends an event as Stripe does: signed, now. Answers the status. */
    async sendEvent(event: object): Promise<number> {
      const body = JSON.stringify(event);
      const signature = await signPayload(body, SANDBOX_KEYS.stripeWebhookSecret, now);
      const headers = { "stripe-signature": signature };
      return (await call("/webhook", { method: "POST", headers, body })).status;
    },
    /** A change that staff make to an event in the calendar itself. */
    async patchEvent(id: string, fields: object): Promise<void> {
      const tokens = accessTokens({ ...google, fetch, now: clock });
      const token = await tokens.get();
      if (token.kind !== "ok") throw new Error(token.reason);
      const calendar = encodeURIComponent(room.calendarId);
      const url = `${settings.GOOGLE_API_BASE}/calendar/v3/calendars/${calendar}/events/${id}`;
      const headers = {
        authorization: `Bearer ${token.value}`,
        "content-type": "application/json",
      };
      const body = JSON.stringify(fields);
      const answer = await sandbox.handle(new Request(url, { method: "PATCH", headers, body }));
      if (!answer.ok) throw new Error(await answer.text());
    },
    /** Takes the webhooks that wait ("manual"). */
    async takeWebhooks(): Promise<TakenDelivery[]> {
      const taken = await control("/sandbox/webhooks/take", {});
      return (taken as { deliveries: TakenDelivery[] }).deliveries;
    },
    async deliver({ body, headers }: TakenDelivery): Promise<number> {
      return (await call("/webhook", { method: "POST", headers, body })).status;
    },
    /** Lets a while pass. A minute settles everything that no fault delays. */
    pass: (ms = 60_000) => until(now + ms),
    post(path: string, body: unknown, headers: Record<string, string> = {}) {
      const init = { "content-type": "application/json", ...headers };
      return call(path, { method: "POST", headers: init, body: JSON.stringify(body) });
    },
    async hold(changes: object = {}, headers: Record<string, string> = {}): Promise<HoldAnswer> {
      const body = { ...threeDays, ...changes };
      const answer = await this.post("/api/create-payment-intent", body, headers);
      if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
      return answer.json() as Promise<HoldAnswer>;
    },
    /** The guest's browser pays. Nothing is delivered before the clock moves on. */
    async pay(paymentIntent: string, card = "pm_card_visa"): Promise<Response> {
      const form = { payment_method: card, return_url: BASE };
      return sandbox.handle(stripeRequest(`payment_intents/${paymentIntent}/confirm`, form));
    },
    fault: (fault: object) => control("/sandbox/faults", { times: 1, ...fault }),
    reservation(id: string) {
      const found = staged.object.holds.load(id);
      return found && asRoom(found);
    },
    journal: (id: string) => staged.object.store.journal(id).map(({ event }) => event.type),
    effects: (id: string) => staged.object.outbox.rowsOf(id),
    messages: (): SandboxMessage[] => state().messages,
    intents: () => state().stripe.paymentIntents,
    refunds: () => state().stripe.refunds,
    /** Events that stand in the room's calendar. */
    events: () =>
      (state().google.calendars[room.calendarId] ?? []).filter(
        ({ status }) => status !== "cancelled",
      ),
    state,
    lines: (message: string) => log.filter((line) => line.message === message),
  };
}

/** Cloudflare's own counter: it has one in workerd, and none in Node. */
const unlimited = { limit: () => Promise.resolve({ success: true }) };

const dueAt = ({ storage }: { storage: { alarmAt: number | undefined } }) =>
  storage.alarmAt ?? Infinity;

function stripeRequest(path: string, form: Record<string, string>): Request {
  return new Request(`${BASE}/sandbox/stripe/v1/${path}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${SANDBOX_KEYS.stripeSecret}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams(form).toString(),
  });
}

export type Stage = ReturnType<typeof makeStage>;

function roomOf({ room = "quiet-room", change = (same) => same }: StageOptions): Room {
  const found = catalogue.room(room);
  if (found === undefined) throw new Error(`no room ${room}`);
  return change(found);
}
