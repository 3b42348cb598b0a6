import type { VNode } from "preact";
import { sayDayAndYear, sayTimes } from "../../day-words.ts";
import { sayZone } from "../../room-words.ts";
import type { PaidBooking } from "../api.ts";
import { PriceLines } from "../payment/price-lines.tsx";

/** What every kind of booking has in common on its ticket. */
function onTicket(booking: PaidBooking) {
  if ("room" in booking) {
    return { name: booking.room.name, people: booking.attendees, days: booking.days };
  }
  const { experience, participants, date, start, end } = booking;
  return { name: experience.name, people: participants, days: [{ date, start, end }] };
}

/** The booking as the API tells it: days, people, price; of a class also where and with what. */
export function BookingDetails(props: { booking: PaidBooking; totalLabel: string }): VNode {
  const { booking, totalLabel } = props;
  const { name, people, days } = onTicket(booking);
  return (
    <div class="ticket-body">
      <h2>{name}</h2>
      <ul class="ticket-days">
        {days.map(({ date, start, end }) => (
          <li key={date}>
            <strong>{sayDayAndYear(date)}</strong>
            <span>{sayTimes(start, end)}</span>
          </li>
        ))}
      </ul>
      <p class="field-hint">
        {sayZone(booking.timeZone)} time · {people} {people === 1 ? "person" : "people"}
        {booking.customer === undefined ? "" : ` · booked by ${booking.customer.name}`}
      </p>
      {"room" in booking ? null : (
        <Arrival meetingPoint={booking.meetingPoint} whatToBring={booking.whatToBring} />
      )}
      <PriceLines
        lines={booking.lines}
        total={booking.total}
        currency={booking.currency}
        totalLabel={totalLabel}
      />
    </div>
  );
}

/** What a participant needs to know on the day. */
export function Arrival(props: { meetingPoint: string; whatToBring: string[] }): VNode {
  return (
    <dl class="arrival">
      <div>
        <dt>Meeting point</dt>
        <dd>{props.meetingPoint}</dd>
      </div>
      {props.whatToBring.length === 0 ? null : (
        <div>
          <dt>What to bring</dt>
          <dd>
            <ul>
              {props.whatToBring.map((thing) => (
                <li key={thing}>{thing}</li>
              ))}
            </ul>
          </dd>
        </div>
      )}
    </dl>
  );
}
