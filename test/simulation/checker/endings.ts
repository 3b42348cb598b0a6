import type { Evidence } from "./evidence.ts";

/** How reservations ended, and which paths were reached: what a run was worth. */
export function endings(evidence: Evidence): Record<string, number> {
  const counts: Record<string, number> = {};
  const count = (name: string) => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  for (const { id, status, items } of evidence.stored()) {
    const lines = evidence.journal(id);
    count(status);
    for (const kind of Object.values(items)) count(`item ${kind}`);
    const types = lines.map(({ event }) => event.type);
    const released = types.indexOf("HoldReleased");
    if (released >= 0 && types.includes("PaymentCaptured")) count("paid after the hold ended");
    if (types.includes("DayDeletedByHand")) count("event restored");
    const failed = lines.find(({ event }) => event.type === "FulfilmentFailed");
    if (status === "failed") count(`failed: ${failed?.event.reason}`);
  }
  for (const { message } of evidence.world.log) {
    if (["Gate 1 conflict", "Payment without booking"].includes(message)) count(message);
  }
  return counts;
}
