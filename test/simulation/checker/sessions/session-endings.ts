import type { Evidence } from "../evidence.ts";
import { allTold, type Told } from "./evidence-of-sessions.ts";

/** How reservations of sessions ended, and which paths were reached: what a run was worth. */
export function sessionEndings(evidence: Evidence): Record<string, number> {
  const counts: Record<string, number> = {};
  const count = (name: string) => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  const { stripe, log } = evidence.world;
  for (const told of allTold(evidence)) {
    count(told.one.status);
    for (const path of pathsOf(told)) count(path);
    for (const kind of Object.values(told.one.items)) count(`item ${kind}`);
  }
  for (const _ of stripe.connect.transfers) count("transfer");
  for (const { late, status } of stripe.links.pages.values()) {
    count(`page ${status}${late ? ", opened after its link was closed" : ""}`);
  }
  for (const { message } of log) if (message === "Gate 1 conflict") count(message);
  return counts;
}

function pathsOf({ one, has, first, lines }: Told): string[] {
  const by = (type: string) => first(type)?.event.by;
  const captured = first("PaymentCaptured")?.version ?? Infinity;
  const released = first("HoldReleased")?.version ?? Infinity;
  const paths: [string, unknown][] = [
    [`began: ${one.flow}`, true],
    ["request accepted", has("RequestAccepted")],
    ["request declined", has("RequestDeclined")],
    ["request expired", has("RequestExpired")],
    ["hold ended unpaid", has("HoldReleased") && captured === Infinity],
    ["booking", has("BookingConfirmed")],
    ["paid after the hold ended", captured < Infinity && released < captured],
    [`cancelled by ${by("BookingCancelled")}`, has("BookingCancelled")],
    [`completed by ${by("BookingCompleted")}`, has("BookingCompleted")],
    [`failed: ${first("FulfilmentFailed")?.event.reason}`, has("FulfilmentFailed")],
    ["completed after a partial refund", has("BookingCompleted") && isPartly(lines, first)],
    ["payment took its time", has("PaymentProcessing")],
    ["second payment returned", has("SecondPaymentReturned")],
    ["second payment not returned", has("SecondPaymentNotReturned")],
    ["withheld share released", has("SettlementReleased")],
    ["released share withheld again", isWithheldAgain(lines, first)],
  ];
  return paths.filter(([, isSo]) => isSo).map(([name]) => name);
}

function isPartly(lines: Told["lines"], first: Told["first"]): boolean {
  const completed = first("BookingCompleted")?.version ?? 0;
  return lines.some(({ event, version }) => event.type === "RefundRecorded" && version < completed);
}

function isWithheldAgain(lines: Told["lines"], first: Told["first"]): boolean {
  const released = first("SettlementReleased")?.version ?? Infinity;
  return lines.some(
    ({ event, version }) => event.kind === "settlement-withheld" && version > released,
  );
}
