import type { SessionFacts } from "../session-facts.ts";
import { cancellingOncePaid } from "./cancelling.ts";
import { known } from "./known.ts";
import type { Letter, Part } from "./letter.ts";
import { guestPart, meetingPart, pricePart, questionsPart, whenPart } from "./session-details.ts";
import { sessionWords } from "./session-words.ts";

/** A letter that asks a guest to pay: by when, the button, and everything they pay for. */
export function paymentInvitation(facts: SessionFacts, heading: string, opening: string): Letter {
  return {
    heading,
    preview: opening,
    parts: [
      { blocks: [opening] },
      payPart(facts),
      whenPart(facts, "en"),
      meetingPart(facts, "en"),
      guestPart(facts, "Your booking", "See your booking"),
      pricePart(facts, "To pay"),
      { title: "If your plans change", blocks: [cancellingOncePaid(facts)] },
      questionsPart(facts),
    ],
  };
}

function payPart(facts: SessionFacts): Part {
  const { instant, spots } = sessionWords(facts, "en");
  const deadline = known(facts.paymentDeadline, "paymentDeadline");
  // The guest's own page leads to the payment too.
  const href = facts.paymentUrl ?? facts.links.booking;
  return {
    blocks: [
      { kind: "box", label: "Pay by", value: instant(deadline) },
      { kind: "buttons", buttons: [{ label: "Pay Now", href }] },
      `If you do not pay by then, nothing is charged and your ${spots} can be booked by others again.`,
    ],
  };
}
