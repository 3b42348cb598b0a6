import type { PublicCatalogue, PublicExperience } from "../../catalogue/public-view.ts";
import { renderPage } from "../layout.tsx";

export interface GuestBookingPageProps {
  catalogue: PublicCatalogue;
  /** What the reservation is for: its id names it. */
  experience: PublicExperience;
  /** Its page is gone. */
  retired: boolean;
  reservation: string;
}

/** What the page hands to `client/guest-booking.tsx`, as JSON. Nothing of it is personal. */
export interface GuestBookingPageData {
  reservation: string;
  experience: PublicExperience;
  retired: boolean;
  contact: { email: string; phone: string | null };
}

/**
 * `/bookings/{id}?token=`: how a guest's reservation stands. The page itself knows nothing of it:
 * its script asks the API with the token that is in the address.
 */
export function guestBookingPage(props: GuestBookingPageProps): string {
  const { catalogue, experience, retired, reservation } = props;
  const { operator } = catalogue;
  const pageData: GuestBookingPageData = {
    reservation,
    experience,
    retired,
    contact: { email: operator.email, phone: operator.phone ?? null },
  };
  return renderPage({
    title: "Your booking",
    description: `Your booking of ${experience.name}.`,
    operator,
    isPrivate: true,
    scripts: ["/assets/guest-booking.js"],
    pageData,
    children: (
      <div class="wrap narrow outcome" id="guest-booking">
        <h1>Opening your booking…</h1>
        <noscript>
          <p class="notice">
            This page needs JavaScript to show your booking. Your emails have everything as well;
            for anything else, write to <a href={`mailto:${operator.email}`}>{operator.email}</a>.
          </p>
        </noscript>
      </div>
    ),
  });
}
