import type { Message, SessionMessage } from "../domain/effect.ts";
import { sayFailure } from "../domain/failure-words.ts";
import { wallTimeOf } from "../domain/local-time.ts";
import { describeRefundPolicy } from "../domain/refund-policy.ts";
import { refundPromised } from "../domain/reservation.ts";
import { secondPaymentsOf } from "../domain/session/decide-second-payment.ts";
import { splitOfKept } from "../domain/session/decide-settlement.ts";
import type { LinkPurpose } from "../domain/session/link-purpose.ts";
import {
  cancelUntil,
  neverPayable,
  paymentFailed,
  type SessionReservation,
} from "../domain/session/session-reservation.ts";
import type { Email } from "../messages/email.ts";
import type { BookingFacts } from "../messages/facts.ts";
import { sessionMessages } from "../messages/session/session-messages.ts";
import type { SessionFacts } from "../messages/session-facts.ts";
import type { EffectBookable } from "./handler.ts";

/** What messages say of the experience beyond what is frozen on the reservation. */
export interface ComposedExperience extends EffectBookable {
  meetingPoint: string;
  whatToBring: string[];
  retired: boolean;
  rules: { instant: boolean };
}

type SupplierFacts = SessionFacts["supplier"];

/** A link that opens one action of one reservation until it ends. Deterministic. */
export type SignLink = (link: {
  purpose: LinkPurpose;
  subject: string;
  expiresAt: number;
}) => Promise<string>;

export interface SessionComposer {
  experience: ComposedExperience;
  hotel: (slug: string) => SessionFacts["hotel"];
  supplier: (slug: string) => SupplierFacts | undefined;
  sign: SignLink;
  /** Whether that supplier still has to open an account to be paid. */
  payoutsMissing: (supplier: string) => Promise<boolean>;
  publicUrl: string;
  now: () => number;
}

/** A guest may look at their own page for this long after the session. */
const VIEW_AFTER_MS = 90 * 24 * 60 * 60_000;

/**
 * The email that a message about a session is. It is about the supplier that the reservation was made
 * with, whoever gives the experience now. Rejects for a message that is about something else, and for
 * one to a supplier who is not in the catalogue any more: what it says is nobody else's to read.
 */
export async function composeForSession(
  message: Message,
  reservation: SessionReservation,
  composer: SessionComposer,
): Promise<Email> {
  if (!Object.hasOwn(sessionMessages, message)) {
    throw new Error(`"${message}" is not about a session`);
  }
  const toSupplier = message.startsWith("supplier_");
  const supplier = composer.supplier(reservation.supplier);
  if (toSupplier && supplier === undefined) throw new Error(unknownSupplier(reservation.supplier));
  const payouts = toSupplier && (await composer.payoutsMissing(reservation.supplier));
  return sessionMessages[message as SessionMessage](
    await sessionFacts(reservation, supplier ?? standIn(composer), composer, payouts),
  );
}

/** What staff read of a reservation whose supplier was deleted from the catalogue. */
export function unknownSupplier(slug: string): string {
  return `rooms.config.ts has no supplier "${slug}"`;
}

/** Guests and hotels must hear of their booking even so. */
function standIn({ experience: { operator } }: SessionComposer): SupplierFacts {
  return { name: operator.name, email: operator.email, language: "en" };
}

/** The guest's own page of a reservation. */
export async function bookingUrl(
  { id, session }: SessionReservation,
  { sign, publicUrl }: Pick<SessionComposer, "sign" | "publicUrl">,
): Promise<string> {
  const expiresAt = session.endsAt + VIEW_AFTER_MS;
  const token = await sign({ purpose: "view", subject: id, expiresAt });
  return `${publicUrl}/bookings/${id}?token=${token}`;
}

async function sessionFacts(
  reservation: SessionReservation,
  supplier: SupplierFacts,
  composer: SessionComposer,
  payouts: boolean,
): Promise<SessionFacts> {
  const { id, code, session, participants, customer, quote, terms } = reservation;
  const { experience, hotel, publicUrl, now } = composer;
  const { slug, name, operator, timeZone, meetingPoint, whatToBring, retired, rules } = experience;
  return {
    reservation: id,
    code,
    experienceName: name,
    experienceSlug: slug,
    retired,
    instant: rules.instant,
    operator,
    timeZone,
    ...session,
    participants,
    guest: customer,
    supplier,
    hotel: reservation.hotel === null ? undefined : hotel(reservation.hotel),
    meetingPoint,
    whatToBring,
    lines: quote.lines,
    total: quote.total,
    currency: quote.currency,
    responseDeadline: reservation.responseDeadline ?? undefined,
    paymentDeadline: reservation.holdExpiresAt ?? undefined,
    cancelUntil: cancelUntil(reservation),
    autoCompleteAt: terms.autoCompleteAt,
    paymentUrl: neverPayable(reservation) ? undefined : reservation.link?.url,
    paymentFailed: paymentFailed(reservation),
    paidTwice: secondPaymentsOf(reservation).returned,
    links: await linksOf(reservation, composer, payouts),
    split: splitSaid(reservation),
    transferredAmount: reservation.transfer?.transfer ? reservation.transfer.amount : undefined,
    refundedAmount: reservation.captured === null ? undefined : refundPromised(reservation),
    cancelledBy: reservation.cancelledBy,
    reason: reasonOf(reservation),
    publicUrl,
    at: now(),
  };
}

/** Before it is settled, what a part that went back leaves to divide. */
function splitSaid(reservation: SessionReservation): SessionFacts["split"] {
  if (reservation.status === "confirmed") return splitOfKept(reservation);
  return reservation.split ?? undefined;
}

/** Why the guest gets money back, unless the supplier said that it did not take place. */
function reasonOf({ failure, cancelledBy }: SessionReservation): string | undefined {
  if (failure !== null) return sayFailure(failure.reason);
  const isOurs = cancelledBy === "staff" || cancelledBy === "outside";
  return isOurs ? "We have cancelled your booking." : undefined;
}

/** The addresses of the document's "Email Action Links", each signed for its own end. */
async function linksOf(
  reservation: SessionReservation,
  { sign, publicUrl }: SessionComposer,
  payouts: boolean,
): Promise<SessionFacts["links"]> {
  const { id, session, terms, responseDeadline, supplier } = reservation;
  const action = async (kind: "reservations" | "bookings", purpose: LinkPurpose, until: number) => {
    const token = await sign({ purpose, subject: id, expiresAt: until });
    return `${publicUrl}/api/${kind}/${id}/${purpose}?token=${token}`;
  };
  const answerUntil = responseDeadline ?? session.startsAt;
  const onboard = () =>
    sign({ purpose: "onboard", subject: supplier, expiresAt: terms.reportUntil });
  return {
    accept: await action("reservations", "accept", answerUntil),
    decline: await action("reservations", "decline", answerUntil),
    cancel: await action("bookings", "cancel", Math.max(0, endAfter(cancelUntil(reservation)))),
    complete: await action("bookings", "complete", endAfter(terms.reportUntil)),
    noExperience: await action("bookings", "no-experience", endAfter(terms.reportUntil)),
    booking: await bookingUrl(reservation, { sign, publicUrl }),
    ...(payouts && {
      payouts: `${publicUrl}/api/suppliers/${supplier}/onboarding?token=${await onboard()}`,
    }),
  };
}

/** A link is over at its end; what may still be done at that very instant needs one that is not. */
export function endAfter(lastInstant: number): number {
  return lastInstant + 1;
}

/** The same in the words of any booking, for what staff read of it. */
export function sessionBookingFacts(
  reservation: SessionReservation,
  { experience, publicUrl, now }: Pick<SessionComposer, "experience" | "publicUrl" | "now">,
): BookingFacts {
  const { id, code, session, participants, customer, quote, refundPolicy, failure } = reservation;
  const { name, slug, operator, timeZone } = experience;
  const { date, time, startsAt, endsAt } = session;
  return {
    reservation: id,
    code,
    bookable: { kind: "session", slug, name },
    operator,
    timeZone,
    days: [{ date, start: time, end: wallTimeOf(endsAt, timeZone), startsAt, endsAt }],
    people: participants,
    customer,
    lines: quote.lines,
    total: quote.total,
    currency: quote.currency,
    refundPolicy: describeRefundPolicy(refundPolicy, "session"),
    publicUrl,
    at: now(),
    refundedAmount: refundPromised(reservation),
    reason: failure?.reason,
  };
}
