import { serviceTexts } from "../../messages/service/service-messages.ts";
import { filledTemplate, SUGGESTED_TEMPLATES } from "../../messages/service/suggested-templates.ts";
import type { ServiceFacts } from "../../messages/service-facts.ts";
import { SAMPLE_TRIP } from "./sample-service.ts";

type ServiceText = keyof typeof serviceTexts;

/** One WhatsApp message that the product can send, in the words that we suggest for its template. */
export interface TextPreview {
  template: ServiceText;
  /** Whose phone it is shown on. */
  to: string;
  text: string;
  /** What fills the template's variables. */
  values: Record<string, string>;
}

/** Every WhatsApp message that the product can send. */
export const TEXT_PREVIEWS: readonly TextPreview[] = [
  preview("client-follow-up", SAMPLE_TRIP.whatsapp ?? ""),
  preview("owner-dispatch", SAMPLE_TRIP.owner.whatsapp),
  preview("owner-undelivered-text", SAMPLE_TRIP.owner.whatsapp, {
    ...SAMPLE_TRIP,
    undelivered: {
      message: "client-recap",
      to: SAMPLE_TRIP.guest.email,
      detail: "550 5.1.1 user unknown",
    },
  }),
];

function preview(
  template: ServiceText,
  to: string,
  facts: ServiceFacts = SAMPLE_TRIP,
): TextPreview {
  const values = serviceTexts[template](facts);
  return { template, to, values, text: filledTemplate(SUGGESTED_TEMPLATES[template], values) };
}
