import { createHash } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { pause, temporaryDirectory } from "../journeys/product.ts";
import { type Session, sessionsOf } from "../journeys/session-guest.ts";
import { availability } from "../journeys/venue.ts";
import { Random } from "../simulation/random.ts";
import { BadWeather } from "./bad-weather.ts";
import { Client } from "./client.ts";
import { type Facts, gather, isToStaff } from "./facts.ts";
import { judge } from "./judge.ts";
import { everybody, Load, leaveNothingHeld, nobody, type Offer, type Visits } from "./load.ts";
import type { Places } from "./room-guest.ts";
import { Server } from "./server.ts";
import { Supplier } from "./supplier.ts";

/**
 * `npm run test:crash`: the real product in workerd, on its own port and state, under load and bad
 * weather, killed with `kill -9` again and again; then judged through HTTP alone. `--seed N` repeats
 * what people and vendors do, not the machine's timing. `--kills N`.
 *
 * Holds of rooms, classes and trips live for fifteen minutes and more, longer than a run: guests who
 * leave give theirs back at the end. Those of a Payment Link end by themselves (short-windows.ts).
 */
const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    kills: { type: "string", default: "25" },
  },
});

/** Rooms that ask nothing but a time; their minimum is an hour. */
const ROOMS = ["quiet-room", "print-shop", "helena-gutteridge-room", "ginger-goodwin-room"];
/** Sold at once by Payment Link, and on the page. */
const WALK = "labour-history-walk";
const CLASS = "banner-painting";
/** Up to a week before, a guest may cancel. */
const DAYS_AHEAD = 9;
/** `sessionsOf` looks so far. */
const DAYS_SEEN = 40;
/** What was begun must end within this: a lease of a minute, back-offs, late webhooks. */
const CALM_MAX_MS = 8 * 60_000;
/** Longer than the lease of what a crash interrupted: whatever would still come has come. */
const UNCHANGED_MS = 70_000;
const LOOK_EVERY_MS = 4_000;

const seed = Number(values.seed);
const kills = Number(values.kills);
const random = new Random(seed);
const directory = temporaryDirectory();

for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const) {
  // Leaving kills the product's process group.
  process.once(signal, () => process.exit(code));
}

console.log(`seed ${seed}, ${kills} kills`);
const beganAt = Date.now();
const server = await Server.start(directory);
try {
  process.exitCode = await run();
} finally {
  await server.kill();
}

async function run(): Promise<number> {
  const client = new Client(server);
  const offer = await everythingToBook();
  const visits = nobody();
  const weather = new BadWeather(client, random.fork(), visits.rooms);
  const load = new Load(client, random.fork(), offer, visits);
  const supplier = new Supplier(client, random.fork());
  const guests = [load.run(), weather.blow()];
  const answers = supplier.work();
  await killAgainAndAgain(load, random.fork());
  load.stop();
  weather.calm();
  await Promise.all(guests);
  supplier.goHome();
  await answers;
  await leaveNothingHeld(client, visits);
  const history = { kills: server.kills.slice(), spells: weather.spells };
  const { facts, violations } = await calmDown(
    () => gather(client, offer, visits),
    (seen) => [...judge(seen, visits, history), ...client.broken],
  );
  await server.kill();
  const all = [...violations, ...server.bugs];
  for (const line of all) console.log(`!!! ${line}`);
  console.log(summary({ facts, visits, client, weather, supplier }));
  console.log(`${history.kills.length} kills, ${all.length} violations`);
  if (all.length === 0) {
    rmSync(directory, { recursive: true, force: true });
    return 0;
  }
  writeFileSync(join(directory, "seen.json"), JSON.stringify({ history, visits, facts }, null, 1));
  console.log(`logs, state and what was seen: ${directory}`);
  console.log(`again: npm run test:crash -- --seed ${seed} --kills ${kills}`);
  return 1;
}

async function everythingToBook(): Promise<Offer> {
  return {
    places: await openDays(),
    sessions: { experience: WALK, sessions: await allSessions(WALK) },
    classes: { experience: CLASS, sessions: await allSessions(CLASS) },
  };
}

async function allSessions(experience: string): Promise<Session[]> {
  const spots = 1;
  const soon = await sessionsOf(server.url, experience, { daysAhead: DAYS_AHEAD, spots });
  const daysAhead = DAYS_AHEAD + DAYS_SEEN;
  const later = await sessionsOf(server.url, experience, { daysAhead, spots });
  const known = new Set(soon.map(({ session }) => session));
  return [...soon, ...later.filter(({ session }) => !known.has(session))];
}

async function openDays(): Promise<Places[]> {
  return Promise.all(
    ROOMS.map(async (room) => {
      const days = await availability(server.url, room);
      const whole = days.filter(({ free: [day] }) => day?.start === "08:00" && day.end === "17:00");
      return { room, dates: whole.map(({ date }) => date) };
    }),
  );
}

async function killAgainAndAgain(load: Load, own: Random): Promise<void> {
  for (let count = 1; count <= kills; count += 1) {
    // Often amid the rush of what the last crash left, sometimes when that is over.
    const lifeMs = own.chance(0.2) ? own.between(100, 1_000) : own.between(2_000, 6_500);
    await pause(lifeMs);
    await server.kill();
    load.moveTo(count / kills);
    await server.start();
    progress(`kill ${count} after ${lifeMs} ms`);
  }
  await pause(own.between(1_500, 3_000));
}

/** Looks until all is well and nothing has changed for a while, or the time is up. */
async function calmDown(
  look: () => Promise<Facts>,
  judged: (facts: Facts) => string[],
): Promise<{ facts: Facts; violations: string[] }> {
  const giveUpAt = Date.now() + CALM_MAX_MS;
  let since = Date.now();
  let before = "";
  let open = -1;
  for (;;) {
    const facts = await look();
    const violations = judged(facts);
    const hash = createHash("sha256").update(JSON.stringify(facts)).digest("hex");
    if (hash !== before || violations.length > 0) since = Date.now();
    before = hash;
    if (violations.length !== open)
      progress(`${violations.length} things not as they should be yet`);
    open = violations.length;
    const isOver = violations.length === 0 && Date.now() - since >= UNCHANGED_MS;
    if (isOver || Date.now() > giveUpAt) return { facts, violations };
    await pause(LOOK_EVERY_MS);
  }
}

function progress(what: string): void {
  const seconds = Math.round((Date.now() - beganAt) / 1000);
  console.log(`${String(seconds).padStart(5)}s  ${what}`);
}

interface Run {
  facts: Facts;
  visits: Visits;
  client: Client;
  weather: BadWeather;
  supplier: Supplier;
}

function summary({ facts, visits, client, weather, supplier }: Run): string {
  const guests = everybody(visits);
  const { rooms, sessions, classes, trips } = visits;
  const repeats = guests.reduce((sum, made) => sum + made.repeats, 0);
  const alerts = facts.messages.filter(isToStaff).length;
  const texts = facts.messages.filter(({ channel }) => channel === "whatsapp").length;
  return [
    `${guests.length} guests (${rooms.length} of rooms, ${sessions.length} of sessions, ${classes.length} of classes, ${trips.length} of trips), ${guests.filter(({ holds }) => holds.length > 0).length} held`,
    `${repeats} repeats answered, ${client.lost} answers lost`,
    `${weather.spells.length} faults, ${weather.staffEvents} events by hand, ${weather.staffDeletions} of ours deleted`,
    `rooms: ${counted(facts.bookings.filter(({ days }) => days.length > 0))}`,
    ...(["instant", "request", "class"] as const).map(
      (flow) => `${flow}: ${counted(facts.spots.filter((one) => one.flow === flow))}`,
    ),
    `trips: ${counted(facts.trips)}`,
    `${supplier.accepted} requests accepted, ${supplier.declined} declined`,
    `${facts.refunds.length} refunds`,
    `${facts.messages.length - alerts - texts} emails, ${texts} WhatsApp messages, ${alerts} alerts`,
    `${Math.round((Date.now() - beganAt) / 1000)} s`,
  ].join("\n");
}

/** "12 confirmed, 3 expired" */
function counted(items: readonly { status: string }[]): string {
  const counts = new Map<string, number>();
  for (const { status } of items) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, count]) => `${count} ${status}`).join(", ");
}
