import type { LogLine } from "../../../../src/objects/event-log.ts";
import type { Link, Page } from "../../vendors/simulated-payment-links.ts";
import type { Evidence, Rules } from "../evidence.ts";
import { stripeOutMs } from "./deadlines.ts";
import { allTold, type Told } from "./evidence-of-sessions.ts";

/** Spots are given away only once nobody can pay for them, and nothing stays payable for ever. */
export const links: Rules = {
  onLog(evidence, line) {
    if (line.message === "Hold released") releasedOnlyUnpaid(evidence, line);
  },

  whenCalm(evidence) {
    for (const told of allTold(evidence)) nothingStaysPayable(evidence, told);
  },

  atTheEnd(evidence) {
    for (const told of allTold(evidence)) {
      nothingStaysPayable(evidence, told);
      closedOnceBooked(evidence, told);
    }
  },
};

function releasedOnlyUnpaid(evidence: Evidence, { reservation, reason }: LogLine): void {
  // Money that does not fit was taken: an item for staff, and no claim on the spots.
  if (reason === "payment-mismatch") return;
  const told = allTold(evidence).find(({ one }) => one.id === reservation);
  const { stripe } = evidence.world;
  const link = linkOf(evidence, told);
  if (link !== undefined) {
    const pages = stripe.links.pagesOf(link.id).filter((page) => isPayable(page, link));
    if (link.active) evidence.fail("released while payable", `${reservation} with ${link.id}`);
    for (const { id } of pages) {
      evidence.fail("released while payable", `${reservation} with ${id} of ${link.id}`);
    }
  }
  for (const { id, status, metadata, page } of stripe.intents.values()) {
    if (metadata.reservation !== reservation) continue;
    const given = page !== undefined || evidence.guests.some(({ payments }) => payments.has(id));
    const isOver = status === "canceled" || (page !== undefined && status !== "succeeded");
    const isLate = page !== undefined && stripe.links.pages.get(page)?.late;
    if (given && !isOver && !isLate) {
      evidence.fail("released while payable", `${reservation} with ${id} ${status}`);
    }
  }
}

/** Open, and not of a visit that appeared only after the last look. */
function isPayable({ status, late, created }: Page, { lookedAt }: Link): boolean {
  return status === "open" && !(late && created >= lookedAt);
}

/** Hours after the weather has cleared: only what is held can be paid for. */
function nothingStaysPayable(evidence: Evidence, told: Told): void {
  const { one } = told;
  if (["approved", "pending"].includes(one.status)) return;
  const link = linkOf(evidence, told);
  if (link === undefined) return;
  const isOpen = evidence.world.stripe.links.pagesOf(link.id).some((page) => isPayable(page, link));
  if (link.active || isOpen) {
    evidence.fail("still payable", `${one.id} is ${one.status}, ${link.id} is open`);
  }
}

/** Who has two pages open pays once: the other page ends before its own day is over. */
function closedOnceBooked(evidence: Evidence, told: Told): void {
  const booked = told.first("BookingConfirmed");
  const link = linkOf(evidence, told);
  if (booked === undefined || link === undefined) return;
  const until = booked.at + stripeOutMs(evidence.world);
  for (const { id, endedAt = Infinity, late } of evidence.world.stripe.links.pagesOf(link.id)) {
    if (!late && endedAt > until) evidence.fail("payable after it was booked", `${link.id}: ${id}`);
  }
}

function linkOf({ world }: Evidence, told: Told | undefined) {
  const id = told?.first("LinkOpened")?.event.link;
  return id === undefined ? undefined : world.stripe.links.links.get(String(id));
}
