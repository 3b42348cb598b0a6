import type { VNode } from "preact";
import { sayDayAndYear, sayTimes } from "../../day-words.ts";
import { sayZone } from "../../room-words.ts";
import type { PaidBooking } from "../api.ts";
import { PriceLines } from "../booking/price-lines.tsx";

/** The booking as the API tells it: days, people, price. */
export function BookingDetails(props: { booking: PaidBooking; totalLabel: string }): VNode {
  const { booking, totalLabel } = props;
  return (
    <div class="ticket-body">
      <h2>{booking.room.name}</h2>
      <ul class="ticket-days">
        {booking.days.map(({ date, start, end }) => (
          <li key={date}>
            <strong>{sayDayAndYear(date)}</strong>
            <span>{sayTimes(start, end)}</span>
          </li>
        ))}
      </ul>
      <p class="field-hint">
        {sayZone(booking.timeZone)} time · {booking.attendees}{" "}
        {booking.attendees === 1 ? "person" : "people"}
        {booking.customer === undefined ? "" : ` · booked by ${booking.customer.name}`}
      </p>
      <PriceLines
        lines={booking.lines}
        total={booking.total}
        currency={booking.currency}
        totalLabel={totalLabel}
      />
    </div>
  );
}
