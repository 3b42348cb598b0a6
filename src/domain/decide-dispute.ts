import { type Decision, decided, openItem } from "./decision.ts";
import type { Reservation } from "./reservation.ts";

/** A dispute as the provider reports it. Only one that is `won` leaves the money with us. */
export interface SeenDispute {
  dispute: string;
  status: "open" | "won" | "lost";
  /** For staff: why, and until when it can be answered. */
  detail: string;
}

/** Takes over what the provider says about this payment's disputes. One that was won asks for nothing. */
export function disputesSeen(reservation: Reservation, seen: readonly SeenDispute[]): Decision {
  const standing = seen.filter(({ status }) => status !== "won");
  return decided(...standing.map((one) => disputeOpened(reservation, one)));
}

/** An item for staff, once, whoever told of it first: the webhook, or a look. */
export function disputeOpened(
  reservation: Reservation,
  { dispute, detail }: Pick<SeenDispute, "dispute" | "detail">,
): Decision {
  return openItem(reservation, { kind: "dispute", key: dispute, detail });
}
