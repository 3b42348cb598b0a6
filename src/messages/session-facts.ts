import type { LocalDate, WallTime } from "../domain/local-time.ts";
import type { PriceLine } from "../domain/money.ts";
import type { CancelledBy } from "../domain/reservation-event.ts";
import type { MessageOperator } from "./facts.ts";

/** Languages in which suppliers are written to. */
export type SupplierLanguage = "en" | "it";

/**
 * Everything that a message about a session may say. Amounts are in minor units of `currency`,
 * instants UTC epoch milliseconds. Links are signed: never log them.
 */
export interface SessionFacts {
  reservation: string;
  /** What people read out on the phone: the confirmation number. */
  code: string;
  experienceName: string;
  experienceSlug: string;
  /** It is sold no more: its page is gone. */
  retired: boolean;
  /** It has sessions that can be booked at once. */
  instant: boolean;
  operator: MessageOperator;
  timeZone: string;
  date: LocalDate;
  time: WallTime;
  startsAt: number;
  endsAt: number;
  participants: number;
  guest: { name: string; email: string; phone?: string | undefined };
  supplier: { name: string; email: string; language: SupplierLanguage };
  hotel?: { slug: string; name: string; email: string } | undefined;
  meetingPoint: string;
  whatToBring: string[];
  lines: PriceLine[];
  total: number;
  currency: string;
  responseDeadline?: number | undefined;
  paymentDeadline?: number | undefined;
  /** The last instant at which the guest may cancel for a full refund. */
  cancelUntil: number;
  /** The completion check is answered for the supplier at this instant. */
  autoCompleteAt: number;
  /** Absent while there is nothing to pay by, and for a guest whose time ended before there was. */
  paymentUrl?: string | undefined;
  /** The guest paid by a method that takes its time, and that failed: the link was good for one try. */
  paymentFailed: boolean;
  links: {
    accept: string;
    decline: string;
    cancel: string;
    complete: string;
    noExperience: string;
    /** The guest's own page of this reservation. */
    booking: string;
    /** Where a supplier without a payout account opens one; absent when transfers are active. */
    payouts?: string | undefined;
  };
  /** The three-way split, once paid. */
  split?: { supplier: number; hotel: number; platform: number } | undefined;
  /** What was moved to the supplier's account, once it was: staff may have agreed on another amount. */
  transferredAmount?: number | undefined;
  refundedAmount?: number | undefined;
  /** What the guest paid twice, and gets back for that: minor units. */
  paidTwice?: number | undefined;
  /** Who cancelled it; `outside`: staff, by a refund at the provider. */
  cancelledBy?: CancelledBy | undefined;
  /** Why the money goes back, as a sentence, when it is not the guest's own doing. */
  reason?: string | undefined;
  publicUrl: string;
  at: number;
}
