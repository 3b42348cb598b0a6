import { type Bookable, rowsOf } from "../checker/evidence.ts";
import { SEASONS, STARTS_AT } from "../season.ts";
import type { World } from "../world.ts";
import { HOUR_MS } from "./dates.ts";

/** Which of the sources aside is that of retries. */
const SOURCE = 4;

/**
 * Staff who press "retry" on whatever the outbox lists: what is stuck, what was given up, and also
 * what merely waits for its time, which must not come earlier by it. (Shares that are withheld are
 * released by that button, see session-releases.ts.)
 */
export function planRetries(world: World): void {
  const { scheduler, kind } = world;
  const random = world.random.aside(SOURCE);
  const { workloadMs } = SEASONS[kind];
  for (let count = random.pick([0, 1, 3]); count > 0; count -= 1) {
    scheduler.at(STARTS_AT + random.between(HOUR_MS / 2, workloadMs), "", () => {
      const listed = [
        ...world.rooms.map((room) => ({ room, ids: listedIn(room) })),
        ...world.sessions.map((session) => ({ session, ids: listedIn(session) })),
        ...world.services.map((service) => ({ service, ids: listedIn(service) })),
      ].filter(({ ids }) => ids.length > 0);
      if (listed.length === 0) return;
      const { ids, ...owner } = random.pick(listed);
      const id = random.pick(ids);
      world.tell(`staff retry ${id}`);
      press(owner, id).catch(() => undefined);
    });
  }
}

type Owner =
  | { room: World["rooms"][number] }
  | { session: World["sessions"][number] }
  | {
      service: World["services"][number];
    };

function press(owner: Owner, id: string): Promise<boolean> {
  if ("room" in owner) return owner.room.object.call("retry", (room) => room.retry(id));
  if ("session" in owner) return owner.session.object.rpc("retry", (one) => one.retry(id));
  return owner.service.object.rpc("retry", (service) => service.retry(id));
}

function listedIn(bookable: Bookable): string[] {
  return rowsOf<{ id: string }>(
    bookable,
    "SELECT id FROM outbox WHERE state IN ('due', 'failed') AND name <> 'transfer' ORDER BY id",
  ).map(({ id }) => id);
}
