import { type ExtraAnswers, extrasInWords, validateExtras } from "../extras.ts";
import type { Quote } from "../money.ts";
import type { Customer } from "../reservation.ts";
import { quoteRoom, type RoomPricing, validateDiscount } from "./quote.ts";
import type { RoomRequest, RoomReservation } from "./room-reservation.ts";
import type { RoomRules } from "./room-rules.ts";
import { type SlotDay, type SlotRequest, type Violation, validateSlot } from "./slot.ts";

/** A guest's wish in the shape of the API; nothing of it is trusted. */
export interface RoomWishes extends SlotRequest {
  discount?: string | undefined;
  extras?: ExtraAnswers | undefined;
  notes?: string | undefined;
}

export type PreparedRequest =
  | { ok: true; days: SlotDay[]; quote: Quote; request: RoomRequest }
  | { ok: false; violations: Violation[] };

/**
 * Everything about a request that does not depend on what is taken: valid days, extras, discount,
 * and the price, which the client never names. The quote shown and the amount charged both come
 * from here.
 */
export function prepareRoomRequest(
  { rules, pricing }: { rules: RoomRules; pricing: RoomPricing },
  wishes: RoomWishes,
  now: number,
  discountsElsewhere: readonly string[] = [],
): PreparedRequest {
  const slot = validateSlot(rules, wishes, now);
  const extras = validateExtras(pricing.extras, wishes.extras);
  const discount = validateDiscount(pricing, wishes.discount, discountsElsewhere);
  if (!slot.ok || !extras.ok || discount.length > 0) {
    const violations = [
      ...(slot.ok ? [] : slot.violations),
      ...(extras.ok ? [] : extras.violations),
      ...discount,
    ];
    return { ok: false, violations };
  }
  const [first] = slot.days;
  if (first === undefined) throw new Error("a valid slot has at least one day");
  const { attendees, start, end } = wishes;
  const quote = quoteRoom(pricing, {
    days: slot.days.length,
    lengthMs: first.endsAt - first.startsAt,
    attendees,
    discount: wishes.discount,
    extras: extras.answers,
  });
  const request: RoomRequest = {
    dates: slot.days.map(({ date }) => date),
    start,
    end,
    attendees,
    discount: wishes.discount,
    extras: extrasInWords(pricing.extras, extras.answers),
    notes: wishes.notes,
  };
  return { ok: true, days: slot.days, quote, request };
}

/**
 * Whether a guest asks for exactly what a reservation was made for. For a repeated request, whose
 * answer must not depend on how much time has passed since the first.
 */
export function isSameRequest(
  { extras }: RoomPricing,
  { request, customer }: Pick<RoomReservation, "request" | "customer">,
  again: { wishes: RoomWishes; customer: Customer },
): boolean {
  const answers = validateExtras(extras, again.wishes.extras);
  if (!answers.ok) return false;
  const words = extrasInWords(extras, answers.answers);
  const asked = { ...again.wishes, dates: again.wishes.dates.toSorted(), extras: words };
  return fingerprint(request, customer) === fingerprint(asked, again.customer);
}

function fingerprint(
  { dates, start, end, attendees, discount, extras, notes }: RoomRequest,
  { name, email, phone }: Customer,
): string {
  return JSON.stringify([
    [dates, start, end, attendees, discount, notes],
    extras.map(({ label, value }) => [label, value]),
    [name, email, phone],
  ]);
}
