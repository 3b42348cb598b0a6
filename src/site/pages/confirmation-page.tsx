import type { PublicCatalogue } from "../../catalogue/public-view.ts";
import { renderPage } from "../layout.tsx";

/** What the page hands to `client/confirmation.tsx`, as JSON. */
export interface ConfirmationPageData {
  contact: { email: string; phone: string | null };
}

/**
 * `/meeting-booking-confirmation` and `/payment-success`: where Stripe sends the guest of a room or
 * of a class back to. The page itself says nothing of the payment: its script asks the API with
 * what is in the address.
 */
export function confirmationPage({ catalogue }: { catalogue: PublicCatalogue }): string {
  const { operator } = catalogue;
  const pageData: ConfirmationPageData = {
    contact: { email: operator.email, phone: operator.phone ?? null },
  };
  return renderPage({
    title: "Your booking",
    description: `The state of your booking at ${operator.name}.`,
    operator,
    isPrivate: true,
    scripts: ["/assets/confirmation.js"],
    pageData,
    children: (
      <div class="wrap narrow outcome" id="confirmation">
        <h1>Confirming your booking…</h1>
        <noscript>
          <p class="notice">
            This page needs JavaScript to show your booking. Your confirmation also comes by email;
            if it does not, write to <a href={`mailto:${operator.email}`}>{operator.email}</a>.
          </p>
        </noscript>
      </div>
    ),
  });
}
