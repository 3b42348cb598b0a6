import type { Extra, ExtraAnswers } from "../extras.ts";
import { chosenPrice } from "../extras.ts";
import type { PriceLine, Quote } from "../money.ts";
import { formatMoney, roundedShare, sumOf } from "../money.ts";
import type { Violation } from "./slot.ts";

export type { Extra, ExtraAnswers, ExtraPrice } from "../extras.ts";
export { extrasInWords, validateExtras } from "../extras.ts";

const HOUR_MS = 3_600_000;

/** What a room costs. Amounts are in minor units of `currency` (lowercase ISO 4217). */
export interface RoomPricing {
  currency: string;
  pricePerHour: number;
  /** The most that the time of one day costs. */
  dayRate?: number;
  discounts: Discount[];
  extras: Extra[];
}

/** A share taken off the time; `percent` is a whole number from 1 to 100. */
export interface Discount {
  id: string;
  label: string;
  percent: number;
}

/**
 * Checks the id of a discount. `idsElsewhere` are the discounts that other rooms give, so that a
 * guest is told "not in this room" and not "unknown".
 */
export function validateDiscount(
  pricing: RoomPricing,
  discount: string | undefined,
  idsElsewhere: readonly string[] = [],
): Violation[] {
  if (discount === undefined || pricing.discounts.some(({ id }) => id === discount)) return [];
  const field = "discount";
  return idsElsewhere.includes(discount)
    ? [{ field, code: "not-eligible", message: "This room does not give that discount." }]
    : [{ field, code: "unknown-discount", message: "There is no such discount." }];
}

/** What the price depends on. `lengthMs` is the time booked on each day. */
export interface RoomWish {
  days: number;
  lengthMs: number;
  attendees: number;
  discount?: string | undefined;
  extras: ExtraAnswers;
}

/**
 * The price of a validated wish: one line for the time (the day rate where it is cheaper), one for
 * each priced extra, and a negative one for the discount, which is taken on the time alone.
 * Throws for a discount that the room does not give: validate it first.
 */
export function quoteRoom(pricing: RoomPricing, wanted: RoomWish): Quote {
  const time = timeLine(pricing, wanted);
  const extras = pricing.extras.flatMap((extra) => extraLine(pricing, extra, wanted));
  const lines = [time, ...extras, ...discountLine(pricing, wanted.discount, time.amount)];
  return { currency: pricing.currency, lines, total: sumOf(lines) };
}

function timeLine(pricing: RoomPricing, { days, lengthMs }: RoomWish): PriceLine {
  const perDay = Math.round((pricing.pricePerHour * lengthMs) / HOUR_MS);
  const dayRate = pricing.dayRate ?? Infinity;
  if (dayRate < perDay) {
    const label = `Day rate ${formatMoney(dayRate, pricing.currency)}${times(days)}`;
    return { label, amount: dayRate * days };
  }
  const rate = formatMoney(pricing.pricePerHour, pricing.currency);
  const hours = Number((lengthMs / HOUR_MS).toFixed(2));
  return { label: `${hours} h × ${rate}${times(days)}`, amount: perDay * days };
}

function extraLine(pricing: RoomPricing, extra: Extra, wanted: RoomWish): PriceLine[] {
  const answer = wanted.extras[extra.id];
  const chosen = chosenPrice(extra, answer);
  if (!chosen) return [];
  const { days, attendees } = wanted;
  const { amount, per } = chosen.price;
  const unit = formatMoney(amount, pricing.currency);
  switch (per) {
    case "booking":
      return [{ label: chosen.label, amount }];
    case "day":
      return [{ label: `${chosen.label}: ${unit}${times(days)}`, amount: amount * days }];
    case "attendee": {
      const people = ` × ${attendees} ${attendees === 1 ? "person" : "people"}`;
      const label = `${chosen.label}: ${unit}${people}${times(days)}`;
      return [{ label, amount: amount * attendees * days }];
    }
  }
}

function discountLine(
  pricing: RoomPricing,
  id: string | undefined,
  timeAmount: number,
): PriceLine[] {
  if (id === undefined) return [];
  const discount = pricing.discounts.find((one) => one.id === id);
  if (!discount) throw new Error(`quoteRoom: discount "${id}" was not validated`);
  const { label, percent } = discount;
  return [
    { label: `${label} (${percent}% off the time)`, amount: 0 - roundedShare(timeAmount, percent) },
  ];
}

function times(days: number): string {
  return days === 1 ? "" : ` × ${days} days`;
}
