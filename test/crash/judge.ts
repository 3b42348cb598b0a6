import { type Facts, isLive, isToStaff, type Payment, type PayPage } from "./facts.ts";
import { type History, mayBeMadeTwice } from "./history.ts";
import { judgeMessages } from "./judge-messages.ts";
import { judgePromises } from "./judge-promises.ts";
import { judgeRooms } from "./judge-rooms.ts";
import { judgeSessions } from "./judge-sessions.ts";
import { judgeTrips } from "./judge-trips.ts";
import type { Visits } from "./load.ts";

/** Alerts that stand for money which waits for a person. */
const MONEY_ALERT = /^Needs attention: (Refund failed|Payment without booking|Payment mismatch) · /;

/**
 * Judges a run by what the vendors hold, what the product answers and what the guests were told. It
 * shares no code with the product's rules. Empty when all is well.
 */
export function judge(facts: Facts, visits: Visits, history: History): string[] {
  const given = withoutUnknown(facts, visits, history);
  return [
    ...moneyHasAHome(facts),
    ...onePaymentEach(given),
    ...everyPaymentEnds(given),
    ...everyPageEnds(facts, history),
    ...judgeRooms(facts, visits.rooms, history),
    ...judgeSessions(facts, visits),
    ...judgeTrips(facts),
    ...judgeMessages(facts, history),
    ...judgePromises(facts, visits),
  ];
}

/** Every captured cent is a live booking, a refund, or an item that staff were alerted to. */
function moneyHasAHome({ payments, refunds, bookings, messages }: Facts): string[] {
  return payments.flatMap((payment) => {
    const { id, status, amount, captured } = payment;
    const of = refunds.filter(({ payment }) => payment === id);
    const back = of
      .filter((refund) => refund.status === "succeeded")
      .reduce((sum, refund) => sum + refund.amount, 0);
    const booking = bookings.find(({ payment }) => payment === id);
    const live = booking !== undefined && isLive(booking);
    const alerted = messages.some(
      (message) =>
        isToStaff(message) && MONEY_ALERT.test(message.subject) && message.subject.includes(id),
    );
    const found: string[] = [];
    if (live && status !== "succeeded")
      found.push(`booked with a payment that is ${status}: ${id}`);
    if (live && (captured !== amount || amount !== booking.total)) {
      found.push(`booked for a wrong amount: ${id} took ${captured} of ${booking.total}`);
    }
    if (live && of.length > 0) found.push(`booked and refunded: ${id}`);
    if (back > captured) found.push(`refunded too much: ${id}`);
    if (of.some((refund) => refund.status === "pending")) found.push(`refund not settled: ${id}`);
    if (captured > 0 && !live && back < captured && !alerted) {
      found.push(`money without a home: ${id} keeps ${captured - back} (${booking?.status})`);
    }
    const refundFailed = of.some((refund) => refund.status === "failed");
    if (alerted && !refundFailed) found.push(`alarm about money without a cause: ${id}`);
    return found;
  });
}

/** However often it is asked, one request makes one reservation at a time, and that one payment. */
function onePaymentEach({ payments }: Facts): string[] {
  const found: string[] = [];
  const live = payments.filter(({ status, onPage }) => status !== "canceled" && !onPage);
  for (const { id, reservation, email } of live) {
    const others = live.filter((other) => other.id !== id);
    if (others.some((other) => other.reservation === reservation)) {
      found.push(`two payments for one reservation: ${reservation} ${id}`);
    }
    const second = others.find(
      (other) => other.email === email && other.reservation !== reservation,
    );
    if (second !== undefined) {
      found.push(`two reservations for one request: ${reservation} ${second.reservation}`);
    }
  }
  return found;
}

/** All holds were paid or given back, so nothing may stay payable. */
function everyPaymentEnds({ payments, bookings }: Facts): string[] {
  const open = payments
    .filter(({ status }) => status !== "succeeded" && status !== "canceled")
    // After a card that was declined, nobody can pay it any more once its page is closed.
    .filter(({ onPage, status }) => !onPage || status !== "requires_payment_method")
    .map(({ id, status }) => `a payment stays open: ${id} is ${status}`);
  // A page's payment is known to us once it is the booking's; any other's money needs a home.
  const pages = payments.filter(({ onPage }) => onPage).map(({ id }) => id);
  const undecided = bookings
    .filter(({ status }) => !["confirmed", "refunded", "expired"].includes(status))
    .filter(({ status, payment }) => status !== "unknown" || !pages.includes(payment))
    .map(({ payment, status }) => `no end: ${payment} is ${status}`);
  const status = (payment: string) => payments.find(({ id }) => id === payment)?.status;
  const lost = bookings
    .filter((booking) => booking.status === "expired" && status(booking.payment) === "succeeded")
    .map(({ payment }) => `expired although paid: ${payment}`);
  return [...open, ...undecided, ...lost];
}

/** Without unpaid payments that nobody was ever given the secret of, where there may be such. */
function withoutUnknown(facts: Facts, visits: Visits, history: History): Facts {
  if (!mayBeMadeTwice("payment_intents.create", history)) return facts;
  const holds = [...visits.rooms, ...visits.classes].flatMap((made) => made.holds);
  const given = new Set(holds.map(({ paymentIntent }) => paymentIntent));
  const isUnknown = ({ id, onPage, status }: Payment) =>
    !onPage && status === "requires_payment_method" && !given.has(id);
  const unknown = facts.payments.filter(isUnknown).map(({ id }) => id);
  return {
    ...facts,
    payments: facts.payments.filter(({ id }) => !unknown.includes(id)),
    bookings: facts.bookings.filter(({ payment }) => !unknown.includes(payment)),
  };
}

/** Once all is booked or over, there is no page left on which money could still be taken. */
function everyPageEnds({ pages }: Facts, history: History): string[] {
  const made = ({ id }: PayPage) =>
    id.startsWith("plink_") ? "payment_links.create" : "checkout.sessions.create";
  return pages
    .filter(({ status }) => status === "open")
    .filter((page) => page.wasGiven || !mayBeMadeTwice(made(page), history))
    .map(({ id, reservation }) => `can still be paid: ${id} of ${reservation}`);
}
