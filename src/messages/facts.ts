import type { AlertKind } from "../domain/effect.ts";
import type { LocalDate, WallTime } from "../domain/local-time.ts";
import type { PriceLine } from "../domain/money.ts";
import type { Reservation } from "../domain/reservation.ts";
import type { Alternative } from "../domain/room/alternatives.ts";

/** What messages say of the venue; every catalogue `Operator` is one. */
export interface MessageOperator {
  name: string;
  brand?: { accent: string } | undefined;
  /** Where replies go. */
  email: string;
  senderEmail: string;
  senderName: string;
  staffEmail: string;
  phone?: string | undefined;
  address: string;
  locale: string;
}

/** One booked day: wall times as the guest chose them, and the instants (UTC epoch ms). */
export interface BookedDay {
  date: LocalDate;
  start: WallTime;
  end: WallTime;
  startsAt: number;
  endsAt: number;
}

/** Everything a message about a reservation may say. Amounts are in minor units of `currency`. */
export interface BookingFacts {
  reservation: string;
  code: string;
  bookable: { kind: Reservation["kind"]; slug: string; name: string };
  operator: MessageOperator;
  timeZone: string;
  /** In order of date, at least one. */
  days: BookedDay[];
  people: number;
  customer: { name: string; email: string; phone?: string | undefined };
  lines: PriceLine[];
  total: number;
  currency: string;
  refundPolicy: string[];
  extras?: { label: string; value: string }[] | undefined;
  notes?: string | undefined;
  /** The address of the site, without a slash at the end. */
  publicUrl: string;
  bookingUrl?: string | undefined;
  /** When what the message tells happened (UTC epoch ms). */
  at: number;
  refundedAmount?: number | undefined;
  /** A `FailureReason` in the refund notice; words for the guest in the cancellation. */
  reason?: string | undefined;
  alternatives?: Alternative[] | undefined;
}

/** What staff are told when something needs a person. */
export interface AlertFacts {
  kind: AlertKind;
  /** What exactly happened, in a sentence or an error's words. */
  detail: string;
  /** When it happened (UTC epoch ms). */
  at: number;
  /** The provider's id of the payment, when there is one. */
  payment?: string | undefined;
  operator: MessageOperator;
  timeZone: string;
  publicUrl: string;
  /** Where docs/runbook.md can be read; without it the alert names the file. */
  runbookUrl?: string | undefined;
  /** Absent when money came in that belongs to no reservation. */
  booking?: BookingFacts | undefined;
}
