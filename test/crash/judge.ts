import type { Spell } from "./bad-weather.ts";
import { type Booking, type Entry, type Facts, isToStaff, type Stretch } from "./facts.ts";
import type { Visit } from "./guest.ts";

/** What happened to the product from outside. */
export interface History {
  /** UTC epoch milliseconds. */
  kills: readonly number[];
  spells: readonly Spell[];
}

const BUFFER = 15;
const OPENS = 8 * 60;
const CLOSES = 17 * 60;
const SHORTEST = 60;
/** The process died before it recorded that a message had been taken. */
const RECORDED_MS = 3_000;
/** A call of the product may still be under way so long after a fault was switched off. */
const CALL_MS = 10_000;

/** Alerts that stand for money which waits for a person. */
const MONEY_ALERT = /^Needs attention: (Refund failed|Payment without booking|Payment mismatch) · /;

/**
 * Judges a run by what the vendors hold, what the product answers and what the guests were told. It
 * shares no code with the product's rules. Empty when all is well.
 */
export function judge(facts: Facts, visits: readonly Visit[], history: History): string[] {
  return [
    ...moneyHasAHome(facts),
    ...onePaymentEach(facts),
    ...everyPaymentEnds(facts),
    ...bookingsStandInTheCalendar(facts),
    ...nothingOverlaps(facts),
    ...freeTimeIsWhatIsLeft(facts),
    ...failuresHaveCauses(facts, visits, history),
    ...messagesAreTrue(facts, history),
    ...promisesAreKept(facts, visits),
  ];
}

const isLive = ({ status }: Booking) => status === "confirmed";

/** Every captured cent is a live booking, a refund, or an item that staff were alerted to. */
function moneyHasAHome({ payments, refunds, bookings, messages }: Facts): string[] {
  return payments.flatMap(({ id, status, amount, captured }) => {
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
  const live = payments.filter(({ status }) => status !== "canceled");
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
    .map(({ id, status }) => `a payment stays open: ${id} is ${status}`);
  const undecided = bookings
    .filter(({ status }) => !["confirmed", "refunded", "expired"].includes(status))
    .map(({ payment, status }) => `no end: ${payment} is ${status}`);
  const status = (payment: string) => payments.find(({ id }) => id === payment)?.status;
  const lost = bookings
    .filter((booking) => booking.status === "expired" && status(booking.payment) === "succeeded")
    .map(({ payment }) => `expired although paid: ${payment}`);
  return [...open, ...undecided, ...lost];
}

/** The calendars show the days of live bookings, each once, and nothing else of ours. */
function bookingsStandInTheCalendar({ bookings, entries }: Facts): string[] {
  const nameOf = (reservation: string, { room, date, from, to }: Stretch) =>
    `${reservation} in ${room} on ${date} ${from}-${to}`;
  const standing = entries.flatMap((entry) =>
    entry.stands && entry.reservation !== undefined ? [nameOf(entry.reservation, entry)] : [],
  );
  const expected = bookings
    .filter(isLive)
    .flatMap(({ reservation, days }) => days.map((day) => nameOf(reservation, day)));
  return [
    ...expected.filter((name) => !standing.includes(name)).map((name) => `missing event: ${name}`),
    ...standing.filter((name) => !expected.includes(name)).map((name) => `orphan event: ${name}`),
    ...standing
      .filter((name, index) => standing.indexOf(name) < index)
      .map((name) => `event twice: ${name}`),
  ];
}

/** No two live bookings overlap, the buffer included. */
function nothingOverlaps({ bookings }: Facts): string[] {
  const days = bookings
    .filter(isLive)
    .flatMap(({ reservation, days }) => days.map((day) => ({ ...day, reservation })));
  return days.flatMap((day, index) =>
    days
      .slice(index + 1)
      .filter((other) => other.reservation !== day.reservation && touches(day, other))
      .map((other) => `overlap: ${day.reservation} and ${other.reservation} on ${day.date}`),
  );
}

/** Overlaps, or leaves less than the buffer in between. */
function touches(one: Stretch, other: Stretch): boolean {
  return (
    one.room === other.room &&
    one.date === other.date &&
    one.from < other.to + BUFFER &&
    other.from < one.to + BUFFER
  );
}

/** Nothing that is taken is offered; nothing that is free is kept back. */
function freeTimeIsWhatIsLeft({ bookings, entries, free }: Facts): string[] {
  const taken: Stretch[] = [
    ...bookings.filter(isLive).flatMap(({ days }) => days),
    ...entries.filter(({ stands, reservation }) => stands && reservation === undefined),
  ];
  const days = new Set([...taken, ...free].map(({ room, date }) => `${room} ${date}`));
  return [...days].flatMap((day) => {
    const [room = "", date = ""] = day.split(" ");
    const on = (stretches: Stretch[]) =>
      stretches.filter((one) => one.room === room && one.date === date);
    const offered = on(free).map(({ from, to }) => `${from}-${to}`);
    const left = gaps(on(taken));
    return offered.join() === left.join()
      ? []
      : [`free time is wrong: ${day} offers ${offered} instead of ${left}`];
  });
}

function gaps(taken: Stretch[]): string[] {
  const found: string[] = [];
  let from = OPENS;
  for (const one of [...taken].sort((a, b) => a.from - b.from)) {
    if (one.from - BUFFER - from >= SHORTEST) found.push(`${from}-${one.from - BUFFER}`);
    from = Math.max(from, one.to + BUFFER);
  }
  if (CLOSES - from >= SHORTEST) found.push(`${from}-${CLOSES}`);
  return found;
}

/** Gate 2 saw what stood in the calendar before the payment, and refused nothing without a cause. */
function failuresHaveCauses(facts: Facts, visits: readonly Visit[], { spells }: History): string[] {
  return facts.bookings.flatMap((booking) => {
    const { payment, days, status, reason } = booking;
    const hold = visits
      .flatMap(({ holds }) => holds)
      .find(({ paymentIntent }) => paymentIntent === payment);
    const byHand = facts.entries.filter(
      (entry) => entry.reservation === undefined && days.some((day) => touches(day, entry)),
    );
    const seen = (entry: Entry) =>
      entry.stands && hold?.payingAt !== undefined && entry.createdAt < hold.payingAt;
    if (isLive(booking) && byHand.some(seen)) return [`booked over an event: ${payment}`];
    if (status !== "refunded") return [];
    if (reason === "slot-taken")
      return byHand.length > 0 ? [] : [`refused without cause: ${payment}`];
    const refusal = spells.some(
      ({ fault, until }) =>
        fault.operation === "events.insert" &&
        fault.status === 403 &&
        until + CALL_MS > (hold?.payingAt ?? 0),
    );
    if (reason === "calendar-write-failed" && refusal) return [];
    return [`given up without a cause: ${payment} ${reason}`];
  });
}

/** Each guest hears what is true, once; twice only where an answer may have been lost. */
function messagesAreTrue({ bookings, messages }: Facts, history: History): string[] {
  return bookings.flatMap((booking) => {
    const { reservation, status } = booking;
    const told = (subject: string) =>
      messages.filter(
        (message) =>
          !isToStaff(message) &&
          message.reservation === reservation &&
          message.subject.startsWith(subject),
      );
    const confirmations = told("Booked: ");
    const refunds = messages.filter(
      (message) =>
        !isToStaff(message) &&
        message.reservation === reservation &&
        !message.subject.startsWith("Booked: "),
    );
    const found: string[] = [];
    if (isLive(booking) && confirmations.length === 0) found.push(`never told: ${reservation}`);
    if (!isLive(booking) && confirmations.length > 0) {
      found.push(`told of no booking: ${reservation} is ${status}`);
    }
    if (status === "refunded" && refunds.length === 0) {
      found.push(`never told of the refund: ${reservation}`);
    }
    if (status !== "refunded" && refunds.length > 0) {
      found.push(`told of no refund: ${reservation} is ${status}`);
    }
    for (const copies of [confirmations, refunds]) {
      const needless = copies.slice(0, -1).filter(({ at }) => !answerMayBeLost(at, history));
      if (needless.length > 0) found.push(`message twice: ${reservation} "${copies[0]?.subject}"`);
    }
    return found;
  });
}

function answerMayBeLost(at: number, { kills, spells }: History): boolean {
  return (
    kills.some((kill) => at <= kill && kill - at < RECORDED_MS) ||
    spells.some(
      ({ fault, from, until }) =>
        fault.operation === "email.send" &&
        fault.mode === "timeout-after-success" &&
        from <= at &&
        at <= until + CALL_MS,
    )
  );
}

/** What a guest was once told is true for ever, whatever crashed after it. */
function promisesAreKept({ payments, bookings }: Facts, visits: readonly Visit[]): string[] {
  return visits.flatMap(({ email, holds }) =>
    holds.flatMap(({ reservation, paymentIntent, paid, toldConfirmed, toldReleased }) => {
      const payment = payments.find(({ id }) => id === paymentIntent);
      const booking = bookings.find((one) => one.payment === paymentIntent);
      if (payment === undefined) return [`a payment is gone: ${paymentIntent}`];
      const found: string[] = [];
      if (booking?.reservation !== reservation) found.push(`a hold is gone: ${email}`);
      if (paid && payment.captured === 0) found.push(`a charge is gone: ${paymentIntent}`);
      if (toldConfirmed && booking?.status !== "confirmed") {
        found.push(`was confirmed, is ${booking?.status}: ${paymentIntent}`);
      }
      if (toldReleased && payment.status !== "canceled") {
        found.push(`released while payable: ${paymentIntent} is ${payment.status}`);
      }
      return found;
    }),
  );
}
