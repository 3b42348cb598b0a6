import type { SessionFacts } from "../session-facts.ts";
import type { Part } from "./letter.ts";
import { sessionWords } from "./session-words.ts";

/** What a guest who has not paid yet should know about cancelling later. */
export function cancellingOncePaid(facts: SessionFacts): string {
  const { cancelUntil, at } = facts;
  const { instant } = sessionWords(facts, "en");
  return cancelUntil > at
    ? `Once paid, you can cancel for a full refund until ${instant(cancelUntil)}. After that there is no refund.`
    : "The experience is so soon that it can no longer be cancelled for a refund once you have paid.";
}

/**
 * The cancel link of a paid booking and until when it works. A booking made too late to be
 * cancelled says so before it names the link, whose page says the same.
 */
export function cancelPart(facts: SessionFacts): Part {
  const { cancelUntil, at, links } = facts;
  const { instant } = sessionWords(facts, "en");
  const title = "If your plans change";
  if (cancelUntil <= at) {
    return {
      title,
      blocks: [
        `Cancellation is no longer available for this booking: it was possible until ${instant(cancelUntil)}.`,
        { kind: "link", label: "Cancellation page", href: links.cancel },
      ],
    };
  }
  return {
    title,
    blocks: [
      `You can cancel for a full refund until ${instant(cancelUntil)}. After that the link stops working and there is no refund.`,
      { kind: "link", label: "Cancel this booking", href: links.cancel },
    ],
  };
}
