import { vi } from "vitest";
import { catalogue, type Room } from "../src/catalogue/catalogue.ts";
import type { Reservation } from "../src/domain/reservation.ts";
import { type Env, settingsOf } from "../src/env.ts";
import type { Context } from "../src/http/context.ts";
import { router } from "../src/http/router.ts";
import { staffAlert } from "../src/messages/staff-alert.tsx";
import { DeskObject } from "../src/objects/desk-object.ts";
import type { LogLine } from "../src/objects/event-log.ts";
import { RoomObject } from "../src/objects/room-object.ts";
import { createProviders } from "../src/providers/create-providers.ts";
import { appVariables } from "../src/sandbox/local-config.ts";
import { SANDBOX_KEYS } from "../src/sandbox/defaults.ts";
import type { SandboxMessage } from "../src/sandbox/messages.ts";
import { Sandbox } from "../src/sandbox/sandbox.ts";
import { objectStorage } from "./object-storage.ts";
import { memorySql } from "./sandbox/sql.ts";

const BASE = "http://localhost:8787";
/** A Saturday in Vancouver; the Monday after next is bookable. */
export const TODAY = Date.parse("2026-11-21T12:00:00Z");

export interface StageOptions {
  room?: string;
  at?: number;
  /** "manual": webhooks wait until the test takes them. */
  webhooks?: "auto" | "manual";
  change?: (room: Room) => Room;
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
  const say = (line: LogLine) => void log.push(line);
  const room = roomOf(options);
  const settings = settingsOf(appVariables(BASE, {}, {}));
  const sandbox = new Sandbox({
    sql: memorySql(),
    settings: {
      publicBase: BASE,
      webhookUrl: `${BASE}/webhook`,
      webhookDelivery: options.webhooks ?? "auto",
      keys: SANDBOX_KEYS,
      calendars: "*",
      calendarTimeZone: "America/Vancouver",
    },
    now: clock,
    random: Math.random,
    wait: () => Promise.reject(new Error("the connection was lost")),
    fetch: (request) => send(request),
  });
  vi.stubGlobal("fetch", (input: RequestInfo, init?: RequestInit) =>
    sandbox.handle(new Request(input, init)),
  );
  const providers = createProviders(settings, clock);
  const recorded: Reservation[] = [];
  const storage = objectStorage();
  const openRoom = () =>
    new RoomObject({
      room,
      discountsElsewhere: catalogue.discounts.map(({ id }) => id),
      storage,
      providers,
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
    });
  let object = openRoom();
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

  const stub = () => ({
    hold: object.bookings.hold.bind(object.bookings),
    release: object.bookings.release.bind(object.bookings),
    record: object.bookings.record.bind(object.bookings),
    cancel: object.bookings.cancel.bind(object.bookings),
    availability: object.bookings.availability.bind(object.bookings),
    reservation: object.bookings.load.bind(object.bookings),
    calendarPushed: object.calendar.pushed.bind(object.calendar),
    sweep: object.sweep.bind(object),
  });
  const deskStub = {
    openStray: desk.openStray.bind(desk),
    paymentsPaused: () => desk.paymentsPaused,
    pausePayments: desk.pausePayments.bind(desk),
    strayPayments: desk.strayPayments.bind(desk),
  };
  const env = {
    ROOM: { getByName: () => stub() },
    DESK: { getByName: () => deskStub },
  } as unknown as Env;
  const context: Context = { env, settings, payments: providers.payments, now: clock, log: say };

  function send(request: Request): Promise<Response> {
    return router.fetch(request, context);
  }

  async function call(path: string, init?: RequestInit): Promise<Response> {
    return send(new Request(`${BASE}${path}`, init));
  }

  async function control(path: string, body?: unknown): Promise<unknown> {
    const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    const headers = { "content-type": "application/json" };
    const answer = await sandbox.handle(new Request(`${BASE}${path}`, { ...init, headers }));
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? undefined : answer.json();
  }

  /** Fires what is due, alarms and webhooks, in the order of time, until the clock stands there. */
  async function until(instant: number): Promise<void> {
    for (;;) {
      const due = [storage.alarmAt, deskStorage.alarmAt, sandbox.nextDueAt()].map(
        (at) => at ?? Infinity,
      );
      const next = Math.min(...due);
      if (next > instant) break;
      now = Math.max(now, next);
      if (next === due[0]) {
        storage.alarmAt = undefined;
        await object.alarm();
      } else if (next === due[1]) {
        deskStorage.alarmAt = undefined;
        await desk.alarm();
      } else await sandbox.deliverDue();
    }
    now = Math.max(now, instant);
  }

  const state = () => sandbox.state();
  return {
    room,
    log,
    recorded,
    storage,
    control,
    call,
    send,
    until,
    now: clock,
    object: () => object,
    /** Forgets all memory, as an eviction or a crash does; what is stored stays. */
    restart() {
      object = openRoom();
    },
    /** Lets a while pass. A minute settles everything that no fault delays. */
    pass: (ms = 60_000) => until(now + ms),
    post(path: string, body: unknown, headers: Record<string, string> = {}) {
      const init = { "content-type": "application/json", ...headers };
      return call(path, { method: "POST", headers: init, body: JSON.stringify(body) });
    },
    async hold(changes: object = {}): Promise<HoldAnswer> {
      const body = { ...threeDays, ...changes };
      const answer = await this.post("/api/create-payment-intent", body);
      if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
      return answer.json() as Promise<HoldAnswer>;
    },
    /** The guest's browser pays. Nothing is delivered before the clock moves on. */
    async pay(paymentIntent: string, card = "pm_card_visa"): Promise<Response> {
      return sandbox.handle(
        new Request(`${BASE}/sandbox/stripe/v1/payment_intents/${paymentIntent}/confirm`, {
          method: "POST",
          headers: {
            authorization: `Bearer ${SANDBOX_KEYS.stripeSecret}`,
            "content-type": "application/x-www-form-urlencoded",
          },
          body: new URLSearchParams({ payment_method: card, return_url: BASE }).toString(),
        }),
      );
    },
    fault: (fault: object) => control("/sandbox/faults", { times: 1, ...fault }),
    reservation: (id: string) => object.bookings.load(id),
    journal: (id: string) => object.store.journal(id).map(({ event }) => event.type),
    effects: (id: string) => object.outbox.rowsOf(id),
    messages: (): SandboxMessage[] => state().messages,
    intents: () => state().stripe.paymentIntents,
    refunds: () => state().stripe.refunds,
    /** Events that stand in the room's calendar. */
    events: () =>
      (state().google.calendars[room.calendarId] ?? []).filter(
        ({ status }) => status !== "cancelled",
      ),
    lines: (message: string) => log.filter((line) => line.message === message),
  };
}

export type Stage = ReturnType<typeof makeStage>;

function roomOf({ room = "quiet-room", change = (same) => same }: StageOptions): Room {
  const found = catalogue.room(room);
  if (found === undefined) throw new Error(`no room ${room}`);
  return change(found);
}
