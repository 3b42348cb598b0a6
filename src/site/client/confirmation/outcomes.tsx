import type { ComponentChildren, VNode } from "preact";
import { formatMoney } from "../../../domain/money.ts";
import { sayList, sayShortDay, sayTimes } from "../../day-words.ts";
import type { PaidBooking } from "../api.ts";
import { slotLink } from "../prefilled.ts";
import { BookingDetails } from "./booking-details.tsx";

/** The headline of the page, announced whenever it changes. */
export function Headline({
  title,
  children,
}: {
  title: string;
  children: ComponentChildren;
}): VNode {
  return (
    <div role="status">
      <h1>{title}</h1>
      <div class="lede">{children}</div>
    </div>
  );
}

export function Confirmed({ booking }: { booking: PaidBooking }): VNode {
  return (
    <>
      <Headline title="The room is yours.">
        <p>
          {booking.customer === undefined ? (
            "Your confirmation is on its way by email,"
          ) : (
            <>
              Your confirmation is on its way to <strong>{booking.customer.email}</strong>,
            </>
          )}{" "}
          with a file that puts every date into your calendar.
        </p>
      </Headline>
      <section class="ticket" aria-label="Your booking">
        {booking.code === undefined ? null : (
          <div class="ticket-stub">
            <p>Booking code</p>
            <p class="ticket-code">{booking.code}</p>
          </div>
        )}
        <BookingDetails booking={booking} totalLabel="Paid" />
      </section>
      <section>
        <h2>If your plans change</h2>
        <ul>
          {booking.refundPolicy.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <p>
          Write to <a href={`mailto:${booking.replyTo}`}>{booking.replyTo}</a> and quote your
          booking code.
        </p>
      </section>
    </>
  );
}

function Alternatives({ booking }: { booking: PaidBooking }): VNode {
  const { alternatives = [], room } = booking;
  return (
    <section>
      <h2>{alternatives.length > 0 ? "Free right now" : "Another time?"}</h2>
      {alternatives.length > 0 ? (
        <ul class="alternatives">
          {alternatives.map((alternative) => (
            <li key={JSON.stringify(alternative)}>
              <a class="button-quiet" href={slotLink(room.slug, alternative)}>
                {sayList(alternative.dates.map(sayShortDay))}
                <br />
                {sayTimes(alternative.start, alternative.end)}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
      <p>
        <a href={`/rooms/${room.slug}`}>See every free time of {room.name}</a>
      </p>
    </section>
  );
}

export function Refunded({ booking }: { booking: PaidBooking }): VNode {
  const amount = formatMoney(booking.refundedAmount ?? booking.total, booking.currency);
  return (
    <>
      <Headline title="We gave you your money back.">
        <p>
          {booking.reason ?? "We could not keep your booking."} We have refunded{" "}
          <strong>{amount}</strong> to your card; banks take five to ten days to show it. We are
          sorry.
        </p>
      </Headline>
      <section class="ticket" aria-label="The booking that was refunded">
        <BookingDetails booking={booking} totalLabel="Paid, then refunded" />
      </section>
      <Alternatives booking={booking} />
      <p>
        Questions? Write to <a href={`mailto:${booking.replyTo}`}>{booking.replyTo}</a>.
      </p>
    </>
  );
}

export function Expired({ booking }: { booking: PaidBooking | null }): VNode {
  return (
    <>
      <Headline title="The time ran out.">
        <p>
          The hold on your time ended before a payment arrived. Nothing was charged and nothing is
          booked.
        </p>
      </Headline>
      {booking === null ? (
        <p>
          <a class="button" href="/#rooms">
            Choose a room
          </a>
        </p>
      ) : (
        <Alternatives booking={booking} />
      )}
    </>
  );
}
