import type { PublicCatalogue, PublicService } from "../../catalogue/public-view.ts";
import { renderPage } from "../layout.tsx";
import { brandOf } from "../service-brand.ts";

export interface ServiceBookedPageProps {
  catalogue: PublicCatalogue;
  service: PublicService;
}

/** What the page hands to `client/service-booked.tsx`, as JSON. */
export interface ServiceBookedPageData {
  service: PublicService;
  contact: { email: string; phone: string | null };
}

/**
 * `/services/{service}/booked`: where the hosted payment leads the guest. The page itself says
 * nothing of the payment: its script asks the API with what is in the address.
 */
export function serviceBookedPage({ catalogue, service }: ServiceBookedPageProps): string {
  const { operator, name } = service;
  const pageData: ServiceBookedPageData = {
    service,
    contact: { email: operator.email, phone: operator.phone ?? null },
  };
  return renderPage({
    title: "Your trip",
    description: `The state of your booking of ${name} with ${operator.name}.`,
    operator,
    brand: brandOf(catalogue, service),
    isPrivate: true,
    scripts: ["/assets/service-booked.js"],
    pageData,
    children: (
      <div class="wrap narrow outcome" id="confirmation">
        <h1>Confirming your trip…</h1>
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
