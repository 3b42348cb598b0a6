import { createHash } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { pause, temporaryDirectory } from "../journeys/product.ts";
import { availability } from "../journeys/venue.ts";
import { Random } from "../simulation/random.ts";
import { BadWeather } from "./bad-weather.ts";
import { Client } from "./client.ts";
import { type Facts, gather, isToStaff } from "./facts.ts";
import type { Places, Visit } from "./guest.ts";
import { judge } from "./judge.ts";
import { Load, leaveNothingHeld } from "./load.ts";
import { Server } from "./server.ts";

/**
 * `npm run test:crash`: the real product in workerd, on its own port and state, under load and bad
 * weather, killed with `kill -9` again and again; then judged through HTTP alone. `--seed N` repeats
 * what people and vendors do, not the machine's timing. `--kills N`.
 *
 * Holds live for fifteen minutes, longer than a run: guests who leave give theirs back at the end.
 */
const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    kills: { type: "string", default: "25" },
  },
});

/** Rooms that ask nothing but a time; their minimum is an hour. */
const ROOMS = ["quiet-room", "print-shop", "helena-gutteridge-room", "ginger-goodwin-room"];
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
  const places = await openDays();
  const visits: Visit[] = [];
  const weather = new BadWeather(client, random.fork(), visits);
  const load = new Load(client, random.fork(), places, visits);
  const underway = [load.run(), weather.blow()];
  await killAgainAndAgain(load, random.fork());
  load.stop();
  weather.calm();
  await Promise.all(underway);
  await leaveNothingHeld(client, visits);
  const history = { kills: server.kills.slice(), spells: weather.spells };
  const { facts, violations } = await calmDown(client, places, (seen) => [
    ...judge(seen, visits, history),
    ...client.broken,
  ]);
  await server.kill();
  const all = [...violations, ...server.bugs];
  for (const line of all) console.log(`!!! ${line}`);
  console.log(summary(facts, visits, client, weather));
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
    const lifeMs = own.chance(0.2) ? own.between(100, 1_000) : own.between(1_500, 4_500);
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
  client: Client,
  places: readonly Places[],
  judged: (facts: Facts) => string[],
): Promise<{ facts: Facts; violations: string[] }> {
  const giveUpAt = Date.now() + CALM_MAX_MS;
  let since = Date.now();
  let before = "";
  let open = -1;
  for (;;) {
    const facts = await gather(client, places);
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

function summary(facts: Facts, visits: Visit[], client: Client, weather: BadWeather): string {
  const status = (wanted: string) =>
    facts.bookings.filter((booking) => booking.status === wanted).length;
  const alerts = facts.messages.filter(isToStaff).length;
  const repeats = visits.reduce((sum, made) => sum + made.repeats, 0);
  return [
    `${visits.length} guests, ${visits.filter(({ holds }) => holds.length > 0).length} held`,
    `${repeats} repeats answered, ${client.lost} answers lost`,
    `${weather.spells.length} faults, ${weather.staffEvents} events by hand, ${weather.staffDeletions} of ours deleted`,
    `${status("confirmed")} bookings, ${status("refunded")} refunds, ${status("expired")} expired`,
    `${facts.messages.length - alerts} messages to guests, ${alerts} alerts`,
    `${Math.round((Date.now() - beganAt) / 1000)} s`,
  ].join("\n");
}
