import { type Facts, isLive, isToStaff, type Message } from "./facts.ts";
import type { Spots } from "./facts-of-sessions.ts";
import type { Trip } from "./facts-of-trips.ts";
import { answerMayBeLost, type History } from "./history.ts";

/** Written down a second time: who runs the trips. */
const OWNER = { email: "collins@destinationcocoa.example", whatsapp: "+18685550117" };
/** Subjects, in the languages of the two suppliers. */
const SUPPLIER_CONFIRMED = /^(Payment received! Booking confirmed|Pagamento ricevuto!)/;

/** Each guest, supplier and owner hears what is true; twice only where an answer may have been lost. */
export function judgeMessages(facts: Facts, history: History): string[] {
  return [
    ...roomsAreTold(facts),
    ...facts.spots.flatMap((one) => spotsAreTold(one, lettersAbout(facts, one))),
    ...facts.trips.flatMap((trip) => tripIsTold(trip, lettersAbout(facts, trip))),
    ...nothingIsToldTwice(facts, history),
  ];
}

/** Not those to staff, who hear of a reservation as often as there is something to look at. */
function lettersAbout({ messages }: Facts, { reservation }: { reservation: string }): Message[] {
  return messages.filter((message) => !isToStaff(message) && message.reservation === reservation);
}

function roomsAreTold(facts: Facts): string[] {
  return facts.bookings
    .filter(({ days }) => days.length > 0)
    .flatMap((booking) => {
      const { reservation, status } = booking;
      const letters = lettersAbout(facts, booking);
      const confirmations = letters.filter(({ subject }) => subject.startsWith("Booked: "));
      const refunds = letters.length - confirmations.length;
      const found: string[] = [];
      if (isLive(booking) && confirmations.length === 0) found.push(`never told: ${reservation}`);
      if (!isLive(booking) && confirmations.length > 0) {
        found.push(`told of no booking: ${reservation} is ${status}`);
      }
      if (status === "refunded" && refunds === 0) {
        found.push(`never told of the refund: ${reservation}`);
      }
      if (status !== "refunded" && refunds > 0) {
        found.push(`told of no refund: ${reservation} is ${status}`);
      }
      return found;
    });
}

/** One message that somebody gets exactly when it is true. */
interface Duty {
  name: string;
  told: boolean;
  /** `was`: until something else became so, which may have been told first (decision 37). */
  isTrue: boolean | "was";
}

function spotsAreTold(one: Spots, letters: readonly Message[]): string[] {
  const { email, flow, status, supplier, paymentDeadline } = one;
  const guest = (subject: string) =>
    letters.some((letter) => letter.to === email && letter.subject.startsWith(subject));
  const toSupplier = (subject: RegExp) =>
    letters.some((letter) => letter.to === supplier && subject.test(letter.subject));
  const isBooked = status === "cancelled" ? "was" : status === "confirmed";
  const isAsked = flow === "request" && (status === "pending" || "was");
  const duties: Duty[] = [
    { name: "booking", told: guest("Payment successful!"), isTrue: isBooked },
    { name: "booking, supplier", told: toSupplier(SUPPLIER_CONFIRMED), isTrue: isBooked },
    {
      name: "cancellation",
      told: guest("Cancellation confirmed"),
      isTrue: status === "cancelled",
    },
    {
      name: "cancellation, supplier",
      told: toSupplier(/^Guest has cancelled/),
      isTrue: status === "cancelled",
    },
    {
      name: "refund",
      told: guest("Your booking has been refunded"),
      isTrue: status === "failed",
    },
    { name: "request", told: guest("Request received"), isTrue: isAsked },
    { name: "refusal", told: guest("Unfortunately"), isTrue: status === "declined" },
    {
      name: "request's end",
      told: guest("Request expired"),
      isTrue: flow === "request" && status === "expired" && paymentDeadline === undefined,
    },
    ...dutiesAtTheEnd(one, letters, guest("Complete your booking!") || guest("Booking approved!")),
  ];
  return broken(one.reservation, status, duties);
}

/**
 * Of the end of an unpaid hold. Whoever pays after it has been told of it all the same; nobody is
 * told before it comes.
 */
function dutiesAtTheEnd(
  { email, supplier, status, paymentDeadline = Infinity }: Spots,
  letters: readonly Message[],
  invited: boolean,
): Duty[] {
  const isTrue = status === "expired" && invited;
  const told = (to: string, subject: string) =>
    letters.some(
      (letter) =>
        letter.to === to &&
        letter.subject.startsWith(subject) &&
        (isTrue || letter.at < paymentDeadline),
    );
  return [
    { name: "end", told: told(email, "Payment window has closed"), isTrue },
    { name: "end, supplier", told: told(supplier, "Guest did not complete payment"), isTrue },
  ];
}

function tripIsTold(trip: Trip, letters: readonly Message[]): string[] {
  const told = (to: string | undefined, subject: string) =>
    letters.some((letter) => letter.to === to && letter.subject.startsWith(subject));
  const isTrue = isLive(trip);
  const hasWhatsApp = trip.whatsapp !== undefined;
  return broken(trip.reservation, trip.status, [
    { name: "booking", told: told(trip.email, "Booked and paid"), isTrue },
    { name: "booking, owner", told: told(OWNER.email, "New paid booking"), isTrue },
    { name: "WhatsApp", told: told(trip.whatsapp, ""), isTrue: isTrue && hasWhatsApp },
    { name: "WhatsApp, owner", told: told(OWNER.whatsapp, ""), isTrue },
    // Every message here arrives, so nobody is to be told that one did not.
    { name: "failure", told: told(OWNER.email, "Please call"), isTrue: false },
    { name: "failure", told: told(OWNER.email, "No hurry"), isTrue: false },
    { name: "failure", told: told(OWNER.email, "Not delivered"), isTrue: false },
  ]);
}

function broken(reservation: string, status: string, duties: readonly Duty[]): string[] {
  return duties.flatMap(({ name, told, isTrue }) => {
    if (isTrue === "was" || told === isTrue) return [];
    return [
      `${isTrue ? "never told" : "told what is not so"} (${name}): ${reservation} is ${status}`,
    ];
  });
}

/** By channel, reader and subject: nobody gets two different messages that begin the same. */
function nothingIsToldTwice({ messages }: Facts, history: History): string[] {
  const copies = new Map<string, Message[]>();
  for (const message of messages) {
    if (message.reservation === undefined || isToStaff(message)) continue;
    const { channel, to, subject, reservation } = message;
    const name = `${reservation} ${channel} to ${to} "${subject}"`;
    copies.set(name, [...(copies.get(name) ?? []), message]);
  }
  return [...copies].flatMap(([name, all]) => {
    const needless = all.slice(0, -1).filter(({ at }) => !answerMayBeLost(at, history));
    return needless.length > 0 ? [`message twice: ${name}`] : [];
  });
}
