import { expect, test } from "vitest";
import { catalogue } from "../../src/catalogue/catalogue.ts";
import {
  numberedTemplate,
  SUGGESTED_TEMPLATES,
} from "../../src/messages/service/suggested-templates.ts";
import { SANDBOX_TEMPLATES } from "../../src/sandbox/twilio/templates.ts";

const texts = [
  ["clientFollowUp", "client-follow-up"],
  ["ownerDispatch", "owner-dispatch"],
  ["ownerUndelivered", "owner-undelivered-text"],
] as const;

test.each(catalogue.services.map((service) => [service.slug, service.whatsapp] as const))(
  "what %s sends by WhatsApp is approved in the sandbox, each value in its own place",
  (_slug, { templates }) => {
    for (const [template, text] of texts) {
      const { contentSid, variables } = templates[template];
      expect(contentSid).toBe(SANDBOX_TEMPLATES[template]);
      // The sandbox's text is our suggestion, numbered (twilio.test.ts).
      expect(variables).toEqual(numberedTemplate(SUGGESTED_TEMPLATES[text]).variables);
    }
  },
);
