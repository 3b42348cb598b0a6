import { describe, expect, it } from "vitest";
import type { Stage } from "../../stage.ts";
import { expectSessionsSettled, expectSessionsSound, sessionStage } from "./session-sound.ts";
import {
  CHECK_AT,
  DAY_MS,
  GUEST_EMAIL,
  HOUR_MS,
  instant,
  journalOf,
  linkIn,
  loaded,
  MINUTE_MS,
  mails,
  objectOf,
  openAccount,
  openPage,
  payPage,
  press,
  REQUEST_STARTS_AT,
  type Reserved,
  request,
  STARTS_AT,
  statusOf,
  told,
} from "./session-story.ts";

const key = { "idempotency-key": "attempt-0000-0000-0001" };

/** Calls to providers that a whole story makes after the account is open; later crashes hit nothing. */
const CALLS_OF_FLOW_A = 24;
const CALLS_OF_FLOW_B = 26;
const CALLS_OF_A_CANCELLATION = 26;
const CALLS_OF_AN_EXPIRY = 17;
/** A story a crash: half a second each on a machine that has nothing else to do. */
const STORIES_MS = 180_000;

/** The guest's browser asks again, with the same key, when the answer does not come. */
async function reserveWithRetry(stage: Stage, body: object): Promise<Reserved> {
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const answer = await stage.post("/api/reservations", body, key);
    if (answer.status === 201) return (await answer.json()) as Reserved;
    await stage.pass(MINUTE_MS);
  }
  throw new Error("no reservation after four attempts");
}

/** A person whose click got no answer clicks again. */
async function clickOn(stage: Stage, link: string): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const { status } = await press(stage, link);
    if (status === 200) return;
  }
  throw new Error("the link does not work");
}

/** The first copy of an email: a lost answer may mean a second, never none. */
function firstOf(stage: Stage, template: string) {
  const found = mails(stage).find((one) => one.template === template);
  if (found === undefined) throw new Error(`no email ${template}`);
  return found;
}

async function paid(stage: Stage, reservation: string): Promise<void> {
  const url = loaded(stage, reservation).link?.url ?? "";
  const page = await openPage(stage, url);
  if (page !== undefined) await payPage(stage, page);
  await stage.pass(30 * MINUTE_MS);
}

async function flowA(stage: Stage): Promise<string> {
  const { reservation } = await reserveWithRetry(stage, instant);
  await stage.pass(10 * MINUTE_MS);
  await paid(stage, reservation);
  await stage.until(CHECK_AT + 30 * MINUTE_MS);
  await clickOn(stage, linkIn(firstOf(stage, "supplier_completion_check"), "complete"));
  await stage.pass(2 * HOUR_MS);
  return reservation;
}

async function flowB(stage: Stage): Promise<string> {
  const { reservation } = await reserveWithRetry(stage, request);
  await stage.pass(10 * MINUTE_MS);
  await clickOn(stage, linkIn(firstOf(stage, "supplier_new_request"), "accept"));
  await stage.pass(10 * MINUTE_MS);
  await paid(stage, reservation);
  await stage.until(REQUEST_STARTS_AT + DAY_MS);
  await clickOn(stage, linkIn(firstOf(stage, "supplier_completion_check"), "complete"));
  await stage.pass(2 * HOUR_MS);
  return reservation;
}

async function cancelled(stage: Stage): Promise<string> {
  const { reservation } = await reserveWithRetry(stage, instant);
  await stage.pass(10 * MINUTE_MS);
  await paid(stage, reservation);
  await clickOn(stage, linkIn(firstOf(stage, "guest_payment_confirmed"), "cancel"));
  await stage.pass(2 * HOUR_MS);
  return reservation;
}

async function expired(stage: Stage): Promise<string> {
  const { reservation } = await reserveWithRetry(stage, instant);
  await stage.pass(26 * HOUR_MS);
  return reservation;
}

/** What happens, how many calls it takes, how it ends, and when it begins: late, so that few days pass. */
const stories = {
  "Flow A": [flowA, CALLS_OF_FLOW_A, "completed", STARTS_AT - 30 * HOUR_MS],
  "Flow B": [flowB, CALLS_OF_FLOW_B, "completed", REQUEST_STARTS_AT - 30 * HOUR_MS],
  "a cancellation": [cancelled, CALLS_OF_A_CANCELLATION, "cancelled", STARTS_AT - 8 * DAY_MS],
  "a hold that nobody pays": [expired, CALLS_OF_AN_EXPIRY, "expired", STARTS_AT - 8 * DAY_MS],
} as const;

/** Everything of the story happened, once; of an email there may be a second copy. */
function expectEnded(stage: Stage, reservation: string, status: string, without: string[]): void {
  expect(statusOf(stage, reservation)).toBe(status);
  const { transfers, charges, refunds } = stage.state().stripe;
  expect(transfers).toHaveLength(status === "completed" ? 1 : 0);
  expect(charges).toHaveLength(status === "expired" ? 0 : 1);
  expect(refunds).toHaveLength(status === "cancelled" ? 1 : 0);
  const said = told(stage, reservation).filter((one) => !one.startsWith("staff"));
  expect([...new Set(said)], "everybody is told").toEqual(without);
  expect(said.length - without.length, "at most one copy too many").toBeLessThanOrEqual(1);
  const twice = journalOf(stage, reservation).filter((type) => type === "BookingConfirmed");
  expect(twice.length).toBeLessThanOrEqual(1);
  expectSessionsSettled(stage);
}

describe.each(Object.entries(stories))("%s", (_name, [story, calls, status, at]) => {
  it("makes no more calls than crashes are tried", async () => {
    const stage = sessionStage({ at });
    await openAccount(stage);
    const before = stage.calls();
    await story(stage);
    expect(stage.calls() - before).toBeLessThanOrEqual(calls);
    expect(stage.calls() - before).toBeGreaterThan(calls - 8);
  });

  it.each(["before", "after"] as const)(
    "with a crash just %s each of its provider calls comes to the same end",
    async (when) => {
      const calm = sessionStage({ at });
      await openAccount(calm);
      const without = [...new Set(told(calm, await story(calm)))];
      for (let n = 1; n <= calls; n += 1) {
        const stage = sessionStage({ at });
        await openAccount(stage);
        stage.crashAt(n, when);
        const reservation = await story(stage).catch((error: unknown) => {
          throw new Error(`a crash at call ${n}`, { cause: error });
        });
        expectEnded(stage, reservation, status, without);
        expectSessionsSound(stage);
      }
    },
    STORIES_MS,
  );
});

describe("a session's object that loses its memory", () => {
  it("again and again, at every third call, still comes to its end", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    stage.crashEvery(3, 20);
    const reservation = await flowA(stage);
    await stage.pass(DAY_MS);
    expect(statusOf(stage, reservation)).toBe("completed");
    expect(stage.state().stripe.transfers).toHaveLength(1);
    expectSessionsSettled(stage);
  });

  it("between any two alarms goes on as if nothing had happened", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { reservation } = await reserveWithRetry(stage, instant);
    const step = async () => {
      for (let times = 0; times < 50; times += 1) {
        objectOf(stage, reservation).restart();
        await stage.pass(100);
      }
    };
    await step();
    await paid(stage, reservation);
    await step();
    await stage.until(CHECK_AT);
    await step();
    await press(stage, linkIn(firstOf(stage, "supplier_completion_check"), "no-experience"));
    await step();
    await stage.pass(5 * MINUTE_MS);
    expect(statusOf(stage, reservation)).toBe("cancelled");
    expect(stage.refunds()).toHaveLength(1);
    expect(told(stage)).toContain(`guest_refund_processed → ${GUEST_EMAIL}`);
    expectSessionsSettled(stage);
  });
});
