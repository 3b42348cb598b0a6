import type { SessionMessage } from "../../domain/effect.ts";
import type { Email } from "../email.ts";
import type { SessionFacts } from "../session-facts.ts";
import { guestBookingApproved } from "./guest-booking-approved.ts";
import { guestCancellationConfirmed } from "./guest-cancellation-confirmed.ts";
import { guestInstantBooking } from "./guest-instant-booking.ts";
import { guestPaymentConfirmed } from "./guest-payment-confirmed.ts";
import { guestPaymentExpired } from "./guest-payment-expired.ts";
import { guestRefundProcessed } from "./guest-refund-processed.ts";
import { guestRequestDeclined } from "./guest-request-declined.ts";
import { guestRequestExpired } from "./guest-request-expired.ts";
import { guestRequestReceived } from "./guest-request-received.ts";
import { guestSecondPaymentReturned } from "./guest-second-payment-returned.ts";
import { hotelCommissionEarned } from "./hotel-commission-earned.ts";
import { supplierBookingConfirmed } from "./supplier-booking-confirmed.ts";
import { supplierCompletionCheck } from "./supplier-completion-check.ts";
import { supplierGuestCancelled } from "./supplier-guest-cancelled.ts";
import { supplierNewBooking } from "./supplier-new-booking.ts";
import { supplierNewRequest } from "./supplier-new-request.ts";
import { supplierPaymentNotCompleted } from "./supplier-payment-not-completed.ts";
import { supplierPayoutSent } from "./supplier-payout-sent.ts";

/**
 * Writes each email of the experiences document, by its template name there. Those that name a deadline, a share or the hotel throw when the facts lack
 * it; `guest_payment_expired` and `supplier_completion_check` can do without.
 */
export const sessionMessages: Record<SessionMessage, (facts: SessionFacts) => Email> = {
  guest_instant_booking: guestInstantBooking,
  supplier_new_booking: supplierNewBooking,
  supplier_new_request: supplierNewRequest,
  guest_request_received: guestRequestReceived,
  guest_booking_approved: guestBookingApproved,
  guest_request_declined: guestRequestDeclined,
  guest_request_expired: guestRequestExpired,
  supplier_booking_confirmed: supplierBookingConfirmed,
  guest_payment_confirmed: guestPaymentConfirmed,
  guest_payment_expired: guestPaymentExpired,
  supplier_payment_not_completed: supplierPaymentNotCompleted,
  guest_cancellation_confirmed: guestCancellationConfirmed,
  supplier_guest_cancelled: supplierGuestCancelled,
  supplier_completion_check: supplierCompletionCheck,
  supplier_payout_sent: supplierPayoutSent,
  guest_refund_processed: guestRefundProcessed,
  guest_second_payment_returned: guestSecondPaymentReturned,
  hotel_commission_earned: hotelCommissionEarned,
};
