import type { VNode } from "preact";
import type { PublicExperience } from "../../../catalogue/public-view.ts";
import { sayDayAndYear, sayPeople, sayTimes } from "../../day-words.ts";
import { sayZone } from "../../room-words.ts";
import { Arrival } from "../confirmation/booking-details.tsx";
import { PriceLines } from "../payment/price-lines.tsx";
import type { GuestBooking } from "../sessions/session-api.ts";
import { timePlus } from "../times.ts";

const totalLabels: Partial<Record<GuestBooking["status"], string>> = {
  confirmed: "Paid",
  completed: "Paid",
  cancelled: "Was paid",
  failed: "Was paid",
  approved: "To pay",
};

/** What was booked or asked for, when, for how many and for how much. */
export function BookingTicket(props: {
  booking: GuestBooking;
  experience: PublicExperience;
  isGoing: boolean;
}): VNode {
  const { booking, experience, isGoing } = props;
  const { code, date, time, participants, total, currency, status } = booking;
  return (
    <section class="ticket" aria-label="Your booking">
      <div class={isGoing ? "ticket-stub" : "ticket-stub is-quiet"}>
        <p>{isGoing ? "Confirmation number" : "Reference"}</p>
        <p class="ticket-code">{code}</p>
      </div>
      <div class="ticket-body">
        <h2>{experience.name}</h2>
        <ul class="ticket-days">
          <li>
            <strong>{sayDayAndYear(date)}</strong>
            <span>{sayTimes(time, timePlus(time, experience.durationMinutes))}</span>
          </li>
        </ul>
        <p class="field-hint">
          {sayZone(experience.timeZone)} time · {sayPeople(participants)} · with{" "}
          {experience.supplierName}
        </p>
        {isGoing ? <Arrival {...experience} /> : null}
        <PriceLines
          lines={[]}
          total={total}
          currency={currency}
          totalLabel={totalLabels[status] ?? "Price"}
        />
      </div>
    </section>
  );
}
