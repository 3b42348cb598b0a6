import type { LogLine } from "../../../../src/objects/event-log.ts";
import { type Evidence, LIVE, type Rules } from "../evidence.ts";
import { allTrips, pagesOf, type ToldTrip } from "./evidence-of-services.ts";

const ENDS = ["completed", "cancelled", "failed", "expired"];

/**
 * A checkout ends as money or as nothing: a booking is what its own page says is paid, vehicles are
 * given away once nobody can pay, and in the end no page is open.
 */
export const checkouts: Rules = {
  onLog(evidence, line) {
    if (line.message === "Hold released") releasedOnlyUnpaid(evidence, line);
    if (line.message === "Payment captured") capturedByItsPage(evidence, line);
  },

  whenCalm(evidence) {
    for (const told of allTrips(evidence)) {
      if (told.one.status === "approved") evidence.fail("held for too long", told.one.id);
    }
  },

  atTheEnd(evidence) {
    for (const told of allTrips(evidence)) {
      everythingEnds(evidence, told);
      alarmHasCause(evidence, told);
      givenUpForGood(evidence, told);
    }
    strayOnce(evidence);
  },
};

/** The guest was given one page; whatever else was opened for the reservation nobody has seen. */
function releasedOnlyUnpaid(evidence: Evidence, { reservation, reason }: LogLine): void {
  // Money that does not fit was taken: an item for staff, and no claim on the vehicles.
  if (reason === "payment-mismatch") return;
  const known = allTrips(evidence).find(({ one }) => one.id === reservation)?.one.checkout?.id;
  for (const { id, status, intent } of pagesOf(evidence, reservation)) {
    const mayBePaid = status === "open" || intent?.status === "processing";
    if (id === known && (mayBePaid || intent?.status === "succeeded")) {
      evidence.fail("released while payable", `${reservation} with ${id} ${intent?.id}`);
    }
  }
}

/** Paid at Stripe, and known from the checkout itself: the payment's own event is not enough. */
function capturedByItsPage(evidence: Evidence, { reservation, payment_intent }: LogLine): void {
  const page = pagesOf(evidence, reservation).find(({ intent }) => intent?.id === payment_intent);
  const name = `${reservation} by ${payment_intent}`;
  if (page?.intent?.status !== "succeeded") evidence.fail("booked unpaid", name);
  else if (!page.shownPaid) evidence.fail("booked by another event", name);
}

function everythingEnds(evidence: Evidence, { one }: ToldTrip): void {
  if (!ENDS.includes(one.status)) evidence.fail("no end", `${one.id} is still ${one.status}`);
  for (const { id, status } of pagesOf(evidence, one.id)) {
    if (status === "open") evidence.fail("still payable", `${id} of ${one.id}`);
  }
}

/** A payment of somebody else's is told of in two events, and to staff in one alert. */
function strayOnce(evidence: Evidence): void {
  for (const { intent } of pagesOf(evidence, undefined)) {
    const alerts = evidence.world.mail.accepted.filter(
      ({ tags, unanswered }) => intent && tags.includes(intent.id) && !unanswered,
    );
    if (alerts.length > 1) evidence.fail("alerted twice", String(intent?.id));
  }
}

/** Whoever was given another trip instead has not this one, too. */
function givenUpForGood(evidence: Evidence, { one }: ToldTrip): void {
  const isGivenUp = evidence.guests.some(({ givenUp }) => givenUp?.has(one.id));
  if (isGivenUp && LIVE.includes(one.status)) {
    evidence.fail("booked beside what it was given up for", `${one.id} is ${one.status}`);
  }
}

/** A page is paid once, for what it costs: nothing here can be a wrong payment. */
function alarmHasCause(evidence: Evidence, { one }: ToldTrip): void {
  if (Object.values(one.items).includes("payment-mismatch")) {
    evidence.fail("alarm without a cause", `${one.id}: payment-mismatch`);
  }
}
