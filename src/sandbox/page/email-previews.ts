import type { Email } from "../../messages/email.ts";
import { guestCancellation } from "../../messages/guest-cancellation.tsx";
import { guestConfirmation } from "../../messages/guest-confirmation.tsx";
import { guestRefund } from "../../messages/guest-refund.tsx";
import { serviceEmails } from "../../messages/service/service-messages.ts";
import { sessionMessages } from "../../messages/session/session-messages.ts";
import type { SupplierLanguage } from "../../messages/session-facts.ts";
import { staffAlert } from "../../messages/staff-alert.tsx";
import { SAMPLE_ALERT, SAMPLE_ALTERNATIVES, SAMPLE_BOOKING } from "./sample-booking.ts";
import { SAMPLE_CANCELLED_TRIP, SAMPLE_FAILED_TRIP, SAMPLE_TRIP } from "./sample-service.ts";
import { SAMPLE_SESSION } from "./sample-session.ts";

/** One email that the product can send, with made-up facts. */
export interface EmailPreview {
  template: string;
  group: "Experiences" | "Rooms" | "Services" | "Staff";
  /** Suppliers are written to in their own language. */
  languages: readonly SupplierLanguage[];
  render(language: SupplierLanguage): Email;
}

const ONLY_ENGLISH: readonly SupplierLanguage[] = ["en"];

/** Every email that the product can send. */
export const EMAIL_PREVIEWS: readonly EmailPreview[] = [
  ...Object.entries(sessionMessages).map(([template, write]): EmailPreview => {
    const languages = template.startsWith("supplier_") ? (["en", "it"] as const) : ONLY_ENGLISH;
    return {
      template,
      group: "Experiences",
      languages,
      render: (language) => {
        const supplier = { ...SAMPLE_SESSION.supplier, language };
        return write({ ...SAMPLE_SESSION, supplier });
      },
    };
  }),
  room("guest-confirmation", () => guestConfirmation(SAMPLE_BOOKING)),
  room("guest-refund", () =>
    guestRefund({
      ...SAMPLE_BOOKING,
      reason: "slot-taken",
      refundedAmount: SAMPLE_BOOKING.total,
      alternatives: SAMPLE_ALTERNATIVES,
    }),
  ),
  room("guest-cancellation", () =>
    guestCancellation({ ...SAMPLE_BOOKING, refundedAmount: SAMPLE_BOOKING.total / 2 }),
  ),
  ...Object.entries(serviceEmails).map(
    ([template, write]): EmailPreview => ({
      template,
      group: "Services",
      languages: ONLY_ENGLISH,
      render: () => write(tripFor(template)),
    }),
  ),
  {
    template: "staff-alert",
    group: "Staff",
    languages: ONLY_ENGLISH,
    render: () => staffAlert(SAMPLE_ALERT),
  },
];

function tripFor(template: string) {
  if (template.endsWith("-cancellation")) return SAMPLE_CANCELLED_TRIP;
  return template === "client-refund" ? SAMPLE_FAILED_TRIP : SAMPLE_TRIP;
}

function room(template: string, render: () => Email): EmailPreview {
  return { template, group: "Rooms", languages: ONLY_ENGLISH, render };
}
