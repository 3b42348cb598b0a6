import type { Random } from "../random.ts";
import { STARTS_AT } from "../season.ts";
import type { World } from "../world.ts";
import { DAY_MS, HOUR_MS } from "./dates.ts";
import { complain, payoutsThatWait } from "./session-staff.ts";
import { sessionOf } from "./suppliers.ts";

/** Which of the sources aside is that of releases. */
const SOURCE = 1;

/**
 * Staff who have settled why a supplier's share was withheld have it paid after all: most of them, one
 * at a time, some twice in a row, and some in the very minute in which another complaint comes. Now
 * and then they press for a share that merely waits.
 */
export function planReleases(world: World): void {
  const { scheduler, busyUntil } = world;
  const random = world.random.aside(SOURCE);
  for (let at = STARTS_AT + 4 * DAY_MS; at < busyUntil; at += 8 * HOUR_MS) {
    scheduler.at(at + random.between(0, HOUR_MS), "", () => {
      const waiting = random.chance(0.1) ? payoutsThatWait(world) : [];
      const shares = [...sharesWithheld(world), ...waiting];
      if (shares.length > 0 && random.chance(0.5)) settle(world, random, random.pick(shares));
    });
  }
}

function settle(world: World, random: Random, reservation: string): void {
  const { scheduler } = world;
  if (random.chance(0.3)) complain(world, random, reservation);
  const first = random.between(0, 30_000);
  for (const again of random.chance(0.4) ? [0, random.pick([0, HOUR_MS, DAY_MS])] : [0]) {
    scheduler.after(first + again, `staff have ${reservation.slice(-4)} paid out`, () =>
      press(world, reservation),
    );
  }
}

function press(world: World, reservation: string): void {
  world.pressedByStaff.push(reservation);
  sessionOf(world, reservation)
    ?.object.rpc("retry", (session) => session.retry(`${reservation}/transfer`))
    // Staff see that it is still withheld, and come back another day.
    .catch(() => undefined);
}

/** As far as staff were told: withheld more often than released. */
function sharesWithheld({ log }: World): string[] {
  const open = new Set<string>();
  for (const { message, kind, reservation = "" } of log) {
    if (message === "Settlement released") open.delete(reservation);
    if (message === "Open item for staff" && kind === "settlement-withheld") open.add(reservation);
  }
  return [...open];
}
