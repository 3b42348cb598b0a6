import type Stripe from "stripe";
import type { SeenDispute } from "../../domain/decide-dispute.ts";

/** A dispute in our words, the same from a webhook and from a list. */
export function disputeSeen({ id, reason, status, evidence_details }: Stripe.Dispute): SeenDispute {
  const dueBy = evidence_details.due_by;
  const due = dueBy ? `, evidence due ${new Date(dueBy * 1000).toISOString()}` : "";
  return { dispute: id, status: disputeStatus(status), detail: `dispute ${id} (${reason})${due}` };
}

/** A status we do not know yet is open: the money may still be taken. */
function disputeStatus(status: string): SeenDispute["status"] {
  switch (status) {
    case "won":
    case "warning_closed":
    case "prevented":
      return "won";
    case "lost":
      return "lost";
    default:
      return "open";
  }
}
