import type { VNode } from "preact";
import type { PublicService } from "../../../catalogue/public-view.ts";
import { sayDayAndYear, sayTime } from "../../day-words.ts";
import { sayZone } from "../../room-words.ts";
import { sayPassengers } from "../../service-words.ts";
import { PriceLines } from "../payment/price-lines.tsx";
import type { BookedTrip } from "../service/trip-api.ts";

/** The trip as the API tells it. Only a trip that takes place has its code as a headline. */
export function TripTicket(props: {
  trip: BookedTrip;
  service: PublicService;
  isGoing: boolean;
}): VNode {
  const { trip, service, isGoing } = props;
  const { place, details } = trip.pickup;
  return (
    <section class="ticket" aria-label="Your trip">
      <div class={isGoing ? "ticket-stub" : "ticket-stub is-quiet"}>
        <p>{isGoing ? "Booking code" : "Reference"}</p>
        <p class="ticket-code">{trip.code}</p>
      </div>
      <div class="ticket-body">
        <h2>{trip.route}</h2>
        <ul class="ticket-days">
          <li>
            <strong>{sayDayAndYear(trip.date)}</strong>
            <span>{sayTime(trip.time)}</span>
          </li>
        </ul>
        <p class="field-hint">
          {sayZone(service.timeZone)} time · {sayPassengers(trip.passengers)} · {trip.format} ·{" "}
          {trip.package}
        </p>
        <dl class="arrival">
          <div>
            <dt>Pickup</dt>
            <dd>{details === undefined ? place : `${place}: ${details}`}</dd>
          </div>
          {trip.dropOff === undefined ? null : (
            <div>
              <dt>Drop-off</dt>
              <dd>{trip.dropOff}</dd>
            </div>
          )}
          {trip.extras.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <PriceLines
          lines={trip.lines}
          total={trip.total}
          currency={trip.currency}
          totalLabel="Paid"
        />
      </div>
    </section>
  );
}
