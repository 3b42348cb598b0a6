import type { ComponentChildren, VNode } from "preact";
import { sayFailure } from "../../../domain/failure-words.ts";
import { formatMoney } from "../../../domain/money.ts";
import { sayInstant, sayList, sayShortDay, sayTimes } from "../../day-words.ts";
import type { PaidBooking, PaidClass, PaidRoom } from "../api.ts";
import { slotLink } from "../prefilled.ts";
import { tooCloseToCancel } from "../sessions/deadline-words.ts";
import { sessionLink } from "../sessions/proposed-session.ts";
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
      <Headline title={"room" in booking ? "The room is yours." : "You are in."}>
        <p>
          {booking.customer === undefined ? (
            "Your confirmation is on its way by email,"
          ) : (
            <>
              Your confirmation is on its way to <strong>{booking.customer.email}</strong>,
            </>
          )}{" "}
          with{" "}
          {"room" in booking
            ? "a file that puts every date into your calendar."
            : "all the details."}
        </p>
      </Headline>
      <section class="ticket" aria-label="Your booking">
        {booking.code === undefined ? null : (
          <div class="ticket-stub">
            <p>{"room" in booking ? "Booking code" : "Confirmation number"}</p>
            <p class="ticket-code">{booking.code}</p>
          </div>
        )}
        <BookingDetails booking={booking} totalLabel="Paid" />
      </section>
      <section>
        <h2>If your plans change</h2>
        {"room" in booking ? <LeavingRoom {...booking} /> : <LeavingClass {...booking} />}
      </section>
    </>
  );
}

function LeavingRoom({ refundPolicy, replyTo }: PaidRoom): VNode {
  return (
    <>
      <ul>
        {refundPolicy.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p>
        Write to <a href={`mailto:${replyTo}`}>{replyTo}</a> and quote your booking code.
      </p>
    </>
  );
}

function LeavingClass({ cancelUntil, timeZone, replyTo }: PaidClass): VNode {
  return (
    <>
      <p>
        {cancelUntil === undefined
          ? tooCloseToCancel
          : `Until ${sayInstant(cancelUntil, timeZone)}, the link in your confirmation email cancels it, and you get all your money back. After that it cannot be cancelled.`}
      </p>
      <p>
        Questions? Write to <a href={`mailto:${replyTo}`}>{replyTo}</a> and mention your
        confirmation number.
      </p>
    </>
  );
}

function Alternatives({ booking }: { booking: PaidBooking }): VNode {
  if ("room" in booking) return <FreeTimes booking={booking} />;
  const { experience, hotel = "" } = booking;
  return (
    <section>
      <h2>Another time?</h2>
      <p>
        <a href={sessionLink(experience.slug, { hotel })}>See every session of {experience.name}</a>
      </p>
    </section>
  );
}

function FreeTimes({ booking }: { booking: PaidRoom }): VNode {
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

/** We could not keep a paid booking: why, what comes back, and what is free instead. */
export function Refunded({ booking }: { booking: PaidBooking }): VNode {
  const { refundedAmount, total, currency } = booking;
  const amount = <strong>{formatMoney(refundedAmount ?? total, currency)}</strong>;
  return (
    <>
      <Headline title="You get your money back.">
        <p>
          {sayFailure(booking.reason)}{" "}
          {refundedAmount === undefined ? (
            <>We are sending {amount} back to your card</>
          ) : (
            <>We have refunded {amount} to your card</>
          )}
          ; banks take five to ten days to show it. We are sorry.
        </p>
      </Headline>
      <section class="ticket" aria-label="The booking that was refunded">
        <BookingDetails booking={booking} totalLabel="Paid" />
      </section>
      <Alternatives booking={booking} />
      <Questions booking={booking} />
    </>
  );
}

/** A booking that was confirmed once, and then cancelled under its refund policy. */
export function Cancelled({ booking }: { booking: PaidBooking }): VNode {
  const { refundedAmount, currency } = booking;
  return (
    <>
      <Headline title="This booking is cancelled.">
        <p>
          {refundedAmount === undefined
            ? "If the refund policy gives something back, you are told by email how much."
            : `We have refunded ${formatMoney(refundedAmount, currency)} to your card; banks take five to ten days to show it.`}
        </p>
      </Headline>
      <section class="ticket" aria-label="The booking that was cancelled">
        <BookingDetails booking={booking} totalLabel="Paid" />
      </section>
      <Questions booking={booking} />
    </>
  );
}

function Questions({ booking }: { booking: PaidBooking }): VNode {
  return (
    <p>
      Questions? Write to <a href={`mailto:${booking.replyTo}`}>{booking.replyTo}</a>.
    </p>
  );
}

export function Expired({ booking }: { booking: PaidBooking | null }): VNode {
  return (
    <>
      <Headline title="The time ran out.">
        <p>
          The hold on your {booking !== null && "experience" in booking ? "spots" : "time"} ended
          before a payment arrived. Nothing was charged and nothing is booked.
        </p>
      </Headline>
      {booking === null ? (
        <p>
          <a class="button" href="/">
            See what can be booked
          </a>
        </p>
      ) : (
        <Alternatives booking={booking} />
      )}
    </>
  );
}
