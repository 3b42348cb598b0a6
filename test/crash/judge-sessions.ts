import { type Facts, isLive } from "./facts.ts";
import type { Spots } from "./facts-of-sessions.ts";
import { judgeReservations } from "./judge-reservations.ts";
import type { Visits } from "./load.ts";

const ENDS = ["confirmed", "cancelled", "declined", "expired", "failed"];
/** A payment that was taken so shortly before the end of its hold may be learned of after it. */
const CLOSE_MS = 15_000;

/** No spot is sold twice, every spot that is free is offered, and everything ends. */
export function judgeSessions(facts: Facts, visits: Visits): string[] {
  return [
    ...judgeReservations(facts, facts.spots, ENDS),
    ...spotsAreWhatIsLeft(facts),
    ...endingsHaveCauses(facts, visits),
  ];
}

/** Nobody else holds anything any more, so what is booked and what is offered make up the whole. */
function spotsAreWhatIsLeft({ spots, sessions }: Facts): string[] {
  const booked = new Map<string, number>();
  for (const { session, participants } of spots.filter(isLive)) {
    booked.set(session, (booked.get(session) ?? 0) + participants);
  }
  const unlisted = [...booked.keys()]
    .filter((name) => !sessions.some(({ session }) => session === name))
    .map((name) => `booked, but not listed: ${name}`);
  const wrong = sessions.flatMap(({ session, spotsTotal, spotsAvailable }) => {
    const taken = booked.get(session) ?? 0;
    if (taken > spotsTotal) return [`oversold: ${session}, ${taken} of ${spotsTotal}`];
    if (spotsAvailable === spotsTotal - taken) return [];
    return [
      `spots are wrong: ${session} offers ${spotsAvailable} of ${spotsTotal}, ${taken} taken`,
    ];
  });
  return [...unlisted, ...wrong];
}

/** Cancelled by its guest only, and given up only if it was paid too late. */
function endingsHaveCauses({ spots, payments }: Facts, { sessions }: Visits): string[] {
  const holds = sessions.flatMap((made) => made.holds);
  return spots.flatMap((one) => {
    const { reservation, status } = one;
    const held = holds.find((each) => each.reservation === reservation);
    if (status === "cancelled" && !held?.cancelled) return [`cancelled by nobody: ${reservation}`];
    if (status === "failed" && wasInTime(one, held?.paidAt)) {
      return [`given up without a cause: ${reservation}`];
    }
    const wasPaid = payments.some((paid) => paid.reservation === reservation && paid.captured > 0);
    if (status === "expired" && wasPaid && wasInTime(one, held?.paidAt)) {
      return [`expired although paid: ${reservation}`];
    }
    return [];
  });
}

/** A class is paid while it is held, or not at all. */
function wasInTime({ flow, paymentDeadline }: Spots, paidAt: number | undefined): boolean {
  if (flow === "class") return true;
  return paidAt !== undefined && paidAt + CLOSE_MS < (paymentDeadline ?? 0);
}
