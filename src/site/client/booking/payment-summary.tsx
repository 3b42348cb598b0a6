import type { VNode } from "preact";
import { sayDay, sayTimes } from "../../day-words.ts";
import type { Hold } from "../booking-state.ts";
import { PriceLines } from "../payment/price-lines.tsx";
import type { BookingPart } from "./booking-context.ts";

/** What of the room is being paid for. */
export function PaymentSummary({ page, state, hold }: BookingPart & { hold: Hold }): VNode {
  const { dates, start, end, attendees } = state.form;
  return (
    <div class="quote">
      <h3>{page.room.name}</h3>
      <ul class="chosen">
        {dates.map((date) => (
          <li key={date}>
            {sayDay(date)}, {sayTimes(start, end)}
          </li>
        ))}
        <li>
          {attendees} {attendees === "1" ? "person" : "people"}
        </li>
      </ul>
      <PriceLines lines={hold.lines} total={hold.amount} currency={hold.currency} />
      <ul class="quote-policy">
        {page.room.refundPolicy.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}
