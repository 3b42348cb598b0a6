import { describe, expect, it, vi } from "vitest";
import { catalogue } from "../../src/catalogue/catalogue.ts";
import type { Env } from "../../src/env.ts";
import { crons, sweep } from "../../src/http/sweep.ts";
import { sessionStage } from "../objects/session/session-sound.ts";
import {
  booked,
  CHECK_AT,
  DAY_MS,
  ENDS_AT,
  GUEST,
  HOUR_MS,
  instant,
  linkIn,
  MINUTE_MS,
  mail,
  mails,
  objectOf,
  openAccount,
  press,
  request,
  reserve,
  spotsLeft,
  statusOf,
  told,
} from "../objects/session/session-story.ts";
import type { Stage } from "../stage.ts";

/** Fires one of the crons, on the stage's ledger and objects. */
async function fire(stage: Stage, name: string): Promise<string[]> {
  const swept: string[] = [];
  const [cron = ""] = Object.entries(crons).find(([, known]) => known === name) ?? [];
  const noticed = (what: string) => ({ getByName: () => ({ sweep: () => void swept.push(what) }) });
  const env = {
    SESSION: {
      getByName(session: string) {
        swept.push(session);
        return stage.sessions.stub(session);
      },
    },
    ROOM: noticed("room"),
    SERVICE: noticed("service"),
    DESK: noticed("desk"),
    LEDGER: stage.ledger,
  } as unknown as Env;
  await sweep(env, cron, stage.now(), (line) => void stage.log.push(line));
  return swept.filter((one) => one.includes("/"));
}

/** As if the platform had dropped the alarm; what is stored stays. */
function loseAlarm(stage: Stage, reservation: string): void {
  const staged = objectOf(stage, reservation);
  staged.storage.alarmAt = undefined;
}

describe("sessions of an experience that was deleted from rooms.config.ts", () => {
  it("cannot be swept, and staff see it in the log: one line a sweep", async () => {
    const stage = sessionStage();
    const { reservation } = await reserve(stage, request);
    await reserve(stage, { ...request, requested: { date: "2026-12-10", time: "11:00" } });
    await stage.pass();
    for (const { storage } of stage.sessions.all()) storage.alarmAt = undefined;
    await stage.pass(2 * DAY_MS);
    const find = vi.spyOn(catalogue, "experience").mockReturnValue(undefined);
    const swept = await fire(stage, "expire-pending-reservations");
    find.mockRestore();
    expect(swept).toEqual([]);
    expect(stage.lines("Not in the catalogue")).toMatchObject([
      {
        level: "error",
        bookable: "linocut-workshop",
        detail: expect.stringContaining("2 sessions"),
      },
    ]);
    expect(statusOf(stage, reservation)).toBe("pending");
    expect(await fire(stage, "expire-pending-reservations")).toHaveLength(2);
    expect(stage.lines("Not in the catalogue")).toHaveLength(1);
  });
});

describe("a lost alarm is found by the document's crons", () => {
  it("expire-pending-reservations: a request that nobody answered", async () => {
    const stage = sessionStage();
    const { reservation } = await reserve(stage, request);
    await stage.pass();
    loseAlarm(stage, reservation);
    await stage.pass(48 * HOUR_MS);
    expect(statusOf(stage, reservation)).toBe("pending");
    for (const other of ["send-completion-checks", "auto-complete-bookings"]) {
      expect(await fire(stage, other)).toEqual([]);
    }
    expect(await fire(stage, "expire-pending-reservations")).toEqual([
      "linocut-workshop/2026-12-11/11:00",
    ]);
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("expired");
    expect(mail(stage, "guest_request_expired").to).toBe(GUEST.email);
    await stage.pass();
    expect(await fire(stage, "expire-pending-reservations")).toEqual([]);
  });

  it("expire-unpaid-reservations: a hold that was not paid; spots are released, both are told", async () => {
    const stage = sessionStage();
    const { reservation } = await reserve(stage, instant);
    await stage.pass();
    loseAlarm(stage, reservation);
    await stage.pass(24 * HOUR_MS);
    expect(statusOf(stage, reservation)).toBe("approved");
    expect(await fire(stage, "expire-unpaid-reservations")).toContain(
      "linocut-workshop/2026-12-12/10:00",
    );
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("expired");
    expect(spotsLeft(stage, reservation)).toBe(8);
    expect(told(stage)).toHaveLength(4);
  });

  it("send-completion-checks, then auto-complete-bookings: the supplier is asked, then paid", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { reservation } = await booked(stage);
    loseAlarm(stage, reservation);
    await stage.until(CHECK_AT + HOUR_MS);
    expect(mails(stage).some(({ template }) => template === "supplier_completion_check")).toBe(
      false,
    );
    await fire(stage, "send-completion-checks");
    await stage.pass();
    expect(mail(stage, "supplier_completion_check").to).toContain("rosa");
    loseAlarm(stage, reservation);
    await stage.until(ENDS_AT + 8 * DAY_MS);
    expect(statusOf(stage, reservation)).toBe("confirmed");
    await fire(stage, "auto-complete-bookings");
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("completed");
    expect(stage.state().stripe.transfers).toHaveLength(1);
  });

  it("anything else that is overdue: a refund and its emails", async () => {
    const stage = sessionStage();
    const { reservation } = await booked(stage);
    await stage.fault({
      provider: "stripe",
      operation: "refunds.create",
      mode: "fail",
      status: 503,
    });
    await press(stage, linkIn(mail(stage, "guest_payment_confirmed"), "cancel"));
    await stage.pass(500);
    loseAlarm(stage, reservation);
    expect(stage.refunds()).toEqual([]);
    await stage.pass(20 * MINUTE_MS);
    expect(stage.refunds()).toEqual([]);
    await fire(stage, "expire-unpaid-reservations");
    await stage.pass();
    expect(stage.refunds()).toMatchObject([{ amount: 9000 }]);
  });

  it("fired again and again does nothing twice, and pokes nobody without need", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { reservation } = await booked(stage);
    for (let day = 0; day < 40; day += 1) {
      for (const name of Object.values(crons)) await fire(stage, name);
      await stage.pass(DAY_MS);
    }
    expect(statusOf(stage, reservation)).toBe("completed");
    expect(new Set(told(stage)).size).toBe(told(stage).length);
    expect(stage.state().stripe.transfers).toHaveLength(1);
    for (const name of Object.values(crons)) expect(await fire(stage, name)).toEqual([]);
  });

  it("a restart arms what is due by itself, without any cron", async () => {
    const stage = sessionStage();
    const { reservation } = await reserve(stage, instant);
    await stage.pass();
    loseAlarm(stage, reservation);
    objectOf(stage, reservation).restart();
    await stage.pass(24 * HOUR_MS);
    expect(statusOf(stage, reservation)).toBe("expired");
  });

  it("a ledger that does not answer is a line in the log, and the rooms are swept all the same", async () => {
    const stage = sessionStage();
    const swept: string[] = [];
    const env = {
      LEDGER: {
        prepare() {
          throw new Error("D1_ERROR: overloaded");
        },
      },
      ROOM: { getByName: () => ({ sweep: () => void swept.push("room") }) },
      SERVICE: { getByName: () => ({ sweep: () => void swept.push("service") }) },
      DESK: { getByName: () => ({ sweep: () => void swept.push("desk") }) },
    } as unknown as Env;
    await sweep(env, "*/15 * * * *", stage.now(), (line) => void stage.log.push(line));
    expect(stage.lines("Sweep failed")).toMatchObject([{ cron: "expire-unpaid-reservations" }]);
    expect(swept.filter((one) => one === "room")).toHaveLength(7);
  });
});

describe("the ledger that is down for hours", () => {
  it("keeps nobody from booking, and is brought up to date afterwards", async () => {
    const stage = sessionStage();
    const ledger = stage.ledger as unknown as { batch: unknown };
    const { batch } = ledger;
    ledger.batch = () => Promise.reject(new Error("D1_ERROR: overloaded"));
    const { reservation } = await booked(stage);
    expect(statusOf(stage, reservation)).toBe("confirmed");
    await stage.pass(3 * HOUR_MS);
    ledger.batch = batch;
    await stage.pass(2 * HOUR_MS);
    const list = await stage.call(
      "/api/experiences/linocut-workshop/sessions?from=2026-12-12&to=2026-12-12",
    );
    expect(await list.json()).toMatchObject({ sessions: [{ spotsAvailable: 6 }, {}] });
  });
});

describe("an alarm that is lost before the ledger has a copy", () => {
  const every = "expire-unpaid-reservations";

  it.each([
    ["a request", request, "supplier_new_request"],
    ["a hold", instant, "supplier_new_booking"],
  ] as const)("of %s is found by the sweep all the same", async (_what, wish, message) => {
    const stage = sessionStage();
    const { reservation } = await reserve(stage, wish);
    loseAlarm(stage, reservation);
    await stage.pass(16 * MINUTE_MS);
    expect(mails(stage)).toEqual([]);
    expect(await fire(stage, every)).toHaveLength(1);
    await stage.pass();
    expect(mail(stage, message).to).toContain("rosa");
    await stage.pass(HOUR_MS);
    await fire(stage, every);
    await stage.pass(HOUR_MS);
    expect(await fire(stage, every), "it is not swept for ever").toEqual([]);
  });

  it("of a second reservation in a session that had nothing left to do is found, too", async () => {
    const stage = sessionStage();
    const first = await reserve(stage, request);
    await stage.pass(49 * HOUR_MS);
    expect(statusOf(stage, first.reservation)).toBe("expired");
    const second = await reserve(stage, request);
    loseAlarm(stage, second.reservation);
    await stage.pass(16 * MINUTE_MS);
    await fire(stage, every);
    await stage.pass();
    expect(told(stage, second.reservation)).toContain(
      `supplier_new_request → ${mail(stage, "supplier_new_request", first.reservation).to}`,
    );
  });

  it("a refused wish leaves a note that one sweep clears, and no session in the list", async () => {
    const stage = sessionStage();
    const tooMany = { ...request, guest: GUEST };
    for (let count = 0; count < 4; count += 1) {
      await stage.post("/api/reservations", tooMany);
    }
    await stage.pass(HOUR_MS);
    await fire(stage, every);
    await stage.pass();
    expect(await fire(stage, every)).toEqual([]);
    const path = "/api/experiences/linocut-workshop/sessions?from=2026-12-11&to=2026-12-11";
    expect(await (await stage.call(path)).json()).toMatchObject({ sessions: [] });
  });

  it("is no condition of a booking: without the ledger, guests book all the same", async () => {
    const stage = sessionStage();
    const { database } = stage.ledger as unknown as { database: { exec(sql: string): void } };
    database.exec("ALTER TABLE sessions RENAME TO gone");
    await reserve(stage, instant);
    expect(stage.lines("Ledger unreachable")).toHaveLength(1);
  });
});
