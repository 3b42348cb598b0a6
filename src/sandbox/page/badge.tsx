const GOOD = ["succeeded", "delivered", "read", "taken", "confirmed", "active", "complete", "paid"];
const BAD = [
  "failed",
  "canceled",
  "cancelled",
  "expired",
  "closed",
  "undelivered",
  "hard_bounced",
  "soft_bounced",
  "suppressed",
  "spam_complaint",
];

/** A status in the vendor's own word, coloured by what it means. */
export function Badge({ status }: { status: string }) {
  const tone = GOOD.includes(status) ? "good" : BAD.includes(status) ? "bad" : "warn";
  return <span class={`badge ${tone}`}>{status.replaceAll("_", " ")}</span>;
}
