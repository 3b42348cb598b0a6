import type { ServiceEmail, ServiceText } from "../../domain/effect.ts";
import type { Email } from "../email.ts";
import type { ServiceFacts } from "../service-facts.ts";
import { clientCancellation } from "./client-cancellation.ts";
import { clientPaymentFailed } from "./client-payment-failed.ts";
import { clientRecap } from "./client-recap.ts";
import { clientRefund } from "./client-refund.ts";
import { ownerCancellation } from "./owner-cancellation.ts";
import { ownerRecap } from "./owner-recap.ts";
import { ownerUndelivered } from "./owner-undelivered.ts";
import { SERVICE_TEXT_VARIABLES } from "./service-text-variables.ts";
import { writeText } from "./text-variables.ts";

/** Writes each email about a trip. `owner-undelivered` throws without the fact `undelivered`. */
export const serviceEmails: Record<ServiceEmail, (facts: ServiceFacts) => Email> = {
  "client-recap": clientRecap,
  "owner-recap": ownerRecap,
  "client-payment-failed": clientPaymentFailed,
  "client-refund": clientRefund,
  "client-cancellation": clientCancellation,
  "owner-cancellation": ownerCancellation,
  "owner-undelivered": ownerUndelivered,
};

/** The named values of each WhatsApp message: those of `textVariableNames`, each fit for a template. */
export const serviceTexts: Record<ServiceText, (facts: ServiceFacts) => Record<string, string>> = {
  "client-follow-up": textOf("client-follow-up"),
  "owner-dispatch": textOf("owner-dispatch"),
  "owner-undelivered-text": textOf("owner-undelivered-text"),
};

function textOf(message: ServiceText): (facts: ServiceFacts) => Record<string, string> {
  return (facts) => writeText(SERVICE_TEXT_VARIABLES[message], facts);
}
