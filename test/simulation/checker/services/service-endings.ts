import type { Evidence } from "../evidence.ts";
import { allTrips, pagesOf, type ToldTrip } from "./evidence-of-services.ts";
import { messagesOf, type Sent } from "./messages-of.ts";

/** How reservations of services ended, and which paths were reached: what a run was worth. */
export function serviceEndings(evidence: Evidence): Record<string, number> {
  const counts: Record<string, number> = {};
  const count = (name: string) => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  for (const told of allTrips(evidence)) {
    count(told.one.status);
    for (const path of pathsOf(evidence, told)) count(path);
    for (const kind of Object.values(told.one.items)) count(`item ${kind}`);
    for (const sent of messagesOf(evidence, told.one)) {
      for (const path of pathsOfMessage(sent)) count(path);
    }
    for (const { status, intent } of pagesOf(evidence, told.one.id)) {
      count(`page ${status}${intent ? `, its payment ${intent.status}` : ""}`);
    }
  }
  for (const { message } of evidence.world.log) if (message === "Gate 1 conflict") count(message);
  return counts;
}

function pathsOf(evidence: Evidence, { one, has, first }: ToldTrip): string[] {
  const captured = first("PaymentCaptured")?.version ?? Infinity;
  const released = first("HoldReleased")?.version ?? Infinity;
  const paths: [string, unknown][] = [
    ["booking", has("BookingConfirmed")],
    [`hold ended: ${first("HoldReleased")?.event.reason}`, has("HoldReleased")],
    ["paid after the hold ended", captured < Infinity && released < captured],
    ["payment took its time", has("PaymentProcessing")],
    ["a second page, of a lost answer", pagesOf(evidence, one.id).length > 1],
    [`cancelled by ${first("BookingCancelled")?.event.by}`, has("BookingCancelled")],
    [`failed: ${first("FulfilmentFailed")?.event.reason}`, has("FulfilmentFailed")],
    ["guest without WhatsApp", one.whatsapp === null && has("BookingConfirmed")],
    ["all vehicles at once", one.trip.vehicles === 2 && has("BookingConfirmed")],
  ];
  return paths.filter(([, isSo]) => isSo).map(([name]) => name);
}

function pathsOfMessage({ message, about, channel, copies, refused }: Sent): string[] {
  const happened = copies.flatMap((copy) => copy.happened);
  const isMissed = /undelivered|failed|bounced/.test(happened.join());
  const isBack = isMissed && happened.includes("delivered");
  return [
    about ? `${message} about ${about}` : message,
    ...(refused ? [`${channel} refused`] : []),
    ...(isMissed ? [`${channel} missed${isBack ? ", and delivered" : ""}`] : []),
    ...(copies.length > 1 ? [`${channel} with a second copy`] : []),
    ...(copies.some(({ unanswered }) => unanswered) ? [`${channel} unanswered`] : []),
  ];
}
