import type { AnswerResult } from "../../../src/objects/session/session-bookings.ts";
import type { Random } from "../random.ts";
import { STARTS_AT } from "../season.ts";
import type { SimulatedSession, SimulatedSupplier } from "../simulated-session.ts";
import type { World } from "../world.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "./dates.ts";
import type { Inboxes, Letter } from "./inboxes.ts";

/** Suppliers who answer their email, each in their own way, and who see to their account or do not. */
export function planSuppliers(world: World, inboxes: Inboxes): void {
  for (const supplier of world.suppliers) {
    const random = world.random.fork();
    planAccount(world, supplier, random);
    inboxes.read(supplier.email, (letter) => read(world, supplier, random, letter));
  }
  if (world.random.chance(0.25)) {
    const from = STARTS_AT + world.random.between(2 * DAY_MS, 11 * DAY_MS);
    const until = from + world.random.between(1, 30) * HOUR_MS;
    world.scheduler.at(from, "the platform's balance is spent", () => setDry(world, true));
    world.scheduler.at(until, "the platform has a balance again", () => setDry(world, false));
  }
}

function setDry({ stripe }: World, isDry: boolean): void {
  stripe.connect.isDry = isDry;
}

/**
 * Most have an account from the beginning; some when they need it, or once money waits for it; a few
 * never finish.
 */
function planAccount(world: World, supplier: SimulatedSupplier, random: Random): void {
  const { scheduler, stripe } = world;
  const what = random.next();
  if (what < 0.75)
    scheduler.after(1, `${supplier.slug} sets up`, () => setUp(world, supplier, true));
  else if (what < 0.85) {
    scheduler.after(1, `${supplier.slug} begins to set up`, () => setUp(world, supplier, false));
  }
  if (what > 0.8 && what < 0.92) {
    const late = STARTS_AT + random.between(3 * DAY_MS, 11 * DAY_MS);
    scheduler.at(late, `${supplier.slug} sets up after all`, () => setUp(world, supplier, true));
  }
  if (random.chance(0.35)) {
    const from = STARTS_AT + random.between(0, 11 * DAY_MS);
    const until = from + random.between(1, 72) * HOUR_MS;
    const set = (to: "active" | "inactive") => () => stripe.connect.setTransfers(supplier.slug, to);
    scheduler.at(from, `Stripe wants to know more of ${supplier.slug}`, set("inactive"));
    scheduler.at(until, `Stripe knows enough of ${supplier.slug}`, set("active"));
  }
}

async function setUp(world: World, { slug, object }: SimulatedSupplier, finishes: boolean) {
  const { scheduler, stripe } = world;
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const page = await object
      .rpc("onboardingUrl", (one) => one.onboardingUrl({ returnUrl: "", refreshUrl: "" }))
      .catch(() => undefined);
    if (page?.kind === "ok") break;
    await scheduler.sleep(20_000, `${slug} follows the link again`);
  }
  if (!finishes) return;
  await scheduler.sleep(5 * MINUTE_MS, `${slug} has told Stripe everything`);
  stripe.connect.setTransfers(slug, "active");
}

function read(world: World, supplier: SimulatedSupplier, random: Random, letter: Letter): void {
  const { message, reservation } = letter;
  const session = sessionOf(world, reservation);
  if (session === undefined) return;
  if (message === "supplier_new_request") {
    answerRequest(world, supplier, session, random, reservation);
  }
  if (message === "supplier_completion_check") report(world, session, random, reservation);
  // Wants the money before anything has taken place.
  if (message === "supplier_booking_confirmed" && random.chance(0.1)) {
    world.scheduler.after(HOUR_MS, `supplier: reportCompletion ${reservation.slice(-4)}`, () =>
      session.object
        .rpc("reportCompletion", ({ bookings }) => bookings.reportCompletion(reservation))
        .catch(() => undefined),
    );
  }
}

/** The session that a reservation's id names. */
export function sessionOf({ sessions }: World, reservation: string): SimulatedSession | undefined {
  return sessions.find(({ name: { experience, date, time } }) => {
    const when = `${date.replaceAll("-", "")}t${time.replace(":", "")}`;
    return reservation.startsWith(`res_session_${experience}_${when}_`);
  });
}

type Answer = "accept" | "decline";

const ANSWERS: readonly (readonly Answer[])[] = [
  ["accept"],
  ["accept"],
  ["accept"],
  ["accept"],
  ["accept"],
  ["accept", "accept"],
  ["accept", "decline"],
  ["decline", "accept"],
  ["decline"],
  [],
];

function answerRequest(
  world: World,
  supplier: SimulatedSupplier,
  session: SimulatedSession,
  random: Random,
  id: string,
): void {
  const { scheduler } = world;
  const wait = random.pick([
    random.between(20_000, 90 * MINUTE_MS),
    random.between(20_000, 90 * MINUTE_MS),
    random.between(1, 30) * HOUR_MS,
    // Around the deadline.
    48 * HOUR_MS + random.between(-5 * MINUTE_MS, 3 * MINUTE_MS),
  ]);
  const apart = random.pick([0, 3, 2_000, HOUR_MS]);
  for (const [index, answer] of random.pick(ANSWERS).entries()) {
    scheduler.after(wait + index * apart, `${supplier.slug}: ${answer} ${id.slice(-4)}`, () =>
      press(world, supplier, session, answer, id),
    );
  }
}

/** Presses again when no answer came, or once the account that was asked for is there. */
async function press(
  world: World,
  supplier: SimulatedSupplier,
  { object }: SimulatedSession,
  answer: Answer,
  id: string,
): Promise<void> {
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const result = await object
      .rpc(answer, async ({ bookings }): Promise<AnswerResult> => bookings[answer](id))
      .catch(() => undefined);
    const reason = result?.ok === false ? result.refusal.reason : undefined;
    if (reason === "supplier-not-ready") await setUp(world, supplier, true);
    else if (result !== undefined && reason !== "payment-provider-unavailable") return;
    await world.scheduler.sleep(30_000, `${supplier.slug} presses again`);
  }
}

type Report = "reportCompletion" | "reportNoExperience";

const REPORTS: readonly (readonly Report[])[] = [
  ["reportCompletion"],
  ["reportCompletion"],
  ["reportCompletion"],
  ["reportCompletion", "reportCompletion"],
  ["reportNoExperience"],
  ["reportNoExperience", "reportCompletion"],
  ["reportCompletion", "reportNoExperience"],
  [],
  [],
];

/** Yes, no, both, twice or nothing; at once, or when it has been taken for a yes already. */
function report(world: World, { object }: SimulatedSession, random: Random, id: string): void {
  const wait = random.pick([
    random.between(20_000, 90 * MINUTE_MS),
    random.between(1, 60) * HOUR_MS,
    6 * DAY_MS + random.between(-10, 30) * HOUR_MS,
  ]);
  const apart = random.pick([0, 2, 2_000, DAY_MS]);
  for (const [index, answer] of random.pick(REPORTS).entries()) {
    world.scheduler.after(wait + index * apart, `supplier: ${answer} ${id.slice(-4)}`, () =>
      object.rpc(answer, ({ bookings }) => bookings[answer](id)).catch(() => undefined),
    );
  }
}
