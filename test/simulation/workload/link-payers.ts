import type { Random } from "../random.ts";
import type { Page } from "../vendors/simulated-payment-links.ts";
import type { Paying } from "../vendors/simulated-stripe.ts";
import type { World } from "../world.ts";
import { HOUR_MS, MINUTE_MS } from "./dates.ts";
import { ownReservation, type SessionGuest, takeTheRest } from "./session-guests.ts";

/** Most pages are there at once; some take so long that the link may be switched off meanwhile. */
function loadsMs(random: Random): number {
  return random.chance(0.3) ? slowlyMs(random) : random.between(50, 600);
}

function slowlyMs(random: Random): number {
  return random.between(1_000, 20_000);
}

/**
 * A guest who was given a link: pays soon, later, around the deadline, on two pages, or never; and
 * pages that were opened long ago are still there.
 */
export function payByLink(world: World, guest: SessionGuest, random: Random, id: string): void {
  if (guest.decided) return;
  guest.decided = true;
  const { link, holdExpiresAt } = ownReservation(guest, id);
  if (link === null || holdExpiresAt === null) return;
  const open = (ms = loadsMs(random)) => world.stripe.links.visit(link.id, ms);
  // Scanners of mailboxes follow every link and leave the page as it is.
  if (random.chance(0.3)) void open();
  const what = random.next();
  if (what < 0.14) return;
  const { scheduler } = world;
  const untilDeadline = Math.max(0, holdExpiresAt - scheduler.now);
  const visits = (waitMs: number, then: (page: Page) => void, ms?: number) =>
    scheduler.after(waitMs, `${guest.name} follows ${link.id}`, async () => {
      const page = await open(ms);
      if (page !== undefined) then(page);
    });
  if (what < 0.4) {
    visits(random.between(5_000, 40 * MINUTE_MS), (page) =>
      pays(world, guest, random, page, 5_000),
    );
  } else if (what < 0.48) {
    visits(random.between(1, 20) * HOUR_MS, (page) => pays(world, guest, random, page, 60_000));
  } else if (what < 0.66) {
    aroundTheDeadline();
  } else if (what < 0.83) {
    // Comes when it is about to end: the page may load longer than the link lives, and wait for so
    // long that somebody else has the spots by then.
    const delay = random.pick([random.between(1_000, 9 * MINUTE_MS), 9 * MINUTE_MS, 8 * HOUR_MS]);
    const rivalAfter = random.chance(0.8) ? random.between(1_000, delay) : undefined;
    visits(
      Math.max(0, untilDeadline - random.between(0, 3_000)),
      (page) => {
        pays(world, guest, random, page, delay);
        if (rivalAfter === undefined) return;
        scheduler.after(rivalAfter, `somebody takes the rest of ${guest.session.slug}`, () =>
          takeTheRest(world, guest, random),
        );
      },
      slowlyMs(random),
    );
  } else {
    const first = random.between(5_000, 30 * MINUTE_MS);
    const second = first + random.pick([0, 500, 5_000, 10 * MINUTE_MS]);
    const delay = random.between(2_000, 3 * MINUTE_MS);
    visits(first, (page) => pays(world, guest, random, page, delay));
    visits(second, (page) => pays(world, guest, random, page, delay + random.between(0, 20_000)));
  }

  function aroundTheDeadline(): void {
    const ahead = random.pick([10_000, 15 * MINUTE_MS, 6 * HOUR_MS]);
    const from = Math.max(0, untilDeadline - ahead);
    const paysAt = untilDeadline + random.pick([-3_000, -500, 500, 1_500, 3_000, 20 * MINUTE_MS]);
    visits(from, (page) => pays(world, guest, random, page, Math.max(1, paysAt - from)));
  }
}

function pays(world: World, guest: SessionGuest, random: Random, page: Page, ms: number): void {
  const { scheduler, stripe } = world;
  if (random.chance(0.15)) {
    scheduler.after(ms / 2, `${guest.name}'s card is declined on ${page.id}`, () => {
      stripe.links.pay(page.id, "declined");
    });
  }
  const how: Paying = random.chance(0.15) ? "processing" : "card";
  scheduler.after(ms, `${guest.name} pays on ${page.id} of ${page.link} (${how})`, () => {
    stripe.links.pay(page.id, how);
  });
}
