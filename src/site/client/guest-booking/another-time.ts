import type { GuestBookingPageData } from "../../pages/guest-booking-page.tsx";
import { sessionLink } from "../sessions/proposed-session.ts";
import type { GuestBooking } from "../sessions/session-api.ts";

type Ended = Pick<GuestBooking, "status" | "paymentMismatched" | "hotel">;
type Place = Pick<GuestBookingPageData, "retired"> & { experience: { slug: string } };

/**
 * Where a guest whose booking is over may choose again, as the guest of the hotel that brought them.
 * Undefined while something is booked or open, and while a payment is to be looked at first.
 */
export function anotherTime(
  { status, paymentMismatched, hotel = "" }: Ended,
  { experience, retired }: Place,
): { label: string; href: string } | undefined {
  const isOver = ["declined", "expired", "cancelled", "failed"].includes(status);
  if (!isOver || paymentMismatched) return undefined;
  return retired
    ? { label: "See what there is", href: "/" }
    : { label: "Choose another time", href: sessionLink(experience.slug, { hotel }) };
}
