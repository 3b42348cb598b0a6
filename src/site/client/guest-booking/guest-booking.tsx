import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { GuestBookingPageData } from "../../pages/guest-booking-page.tsx";
import { celebrate } from "../confirmation/celebrate.ts";
import { Headline } from "../confirmation/outcomes.tsx";
import { type Contact, ContactLine } from "../contact-line.tsx";
import { experienceKey, forgetBooking } from "../stored-booking.ts";
import { anotherTime } from "./another-time.ts";
import { bookingStory } from "./booking-story.ts";
import { BookingTicket } from "./booking-ticket.tsx";
import { type Known, useGuestBooking } from "./use-guest-booking.ts";

function Help({ contact }: { contact: Contact }): VNode {
  return (
    <p>
      Questions? <ContactLine contact={contact} />
    </p>
  );
}

const withoutBooking = {
  asking: { title: "Opening your booking…", text: "One moment." },
  refused: {
    title: "This link opens no booking",
    text: "It may be incomplete, or too old. Open the link in your newest email from us.",
  },
  unreachable: {
    title: "We cannot look right now",
    text: "The booking desk does not answer, or you are offline. Your booking is safe; we keep trying.",
  },
};

function Nothing({
  state,
  contact,
}: {
  state: Exclude<Known["state"], "known">;
  contact: Contact;
}) {
  const { title, text } = withoutBooking[state];
  return (
    <>
      <Headline title={title}>
        <p>{text}</p>
      </Headline>
      {state === "asking" ? <div class="spinner" aria-hidden="true" /> : <Help contact={contact} />}
    </>
  );
}

/** The guest's page of a reservation: how it stands, what can be done, what to know on the day. */
export function GuestBooking({ page }: { page: GuestBookingPageData }): VNode {
  const { reservation, experience, contact } = page;
  const [query] = useState(() => new URLSearchParams(location.search));
  const cameBack = query.has("returned");
  const { known, returning } = useGuestBooking(reservation, query.get("token") ?? "", cameBack);
  const status = known.state === "known" ? known.booking.status : undefined;
  useEffect(() => {
    if (status !== undefined) forgetBooking(experienceKey(experience.slug));
    if (status === "confirmed" && cameBack) void celebrate();
  }, [status, cameBack, experience]);

  if (known.state !== "known") return <Nothing state={known.state} contact={contact} />;
  const { booking } = known;
  const story = bookingStory(booking, experience, returning);
  const { title, sentences, canPay, isGoing } = story;
  const next = anotherTime(booking, page);
  return (
    <>
      <Headline title={title}>
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </Headline>
      {story.isUnderway ? <div class="spinner" aria-hidden="true" /> : null}
      {canPay && booking.paymentUrl !== undefined ? (
        <p>
          <a class="button" href={booking.paymentUrl}>
            Pay now
          </a>
        </p>
      ) : null}
      {canPay && cameBack ? (
        <p class="quiet-notice">
          Just paid? It can take a minute until we hear of it. This page shows it by itself, and you
          get an email. Please do not pay twice.
        </p>
      ) : null}
      <BookingTicket booking={booking} experience={experience} isGoing={isGoing} />
      {booking.canCancel && booking.cancelUrl !== undefined ? (
        <p>
          <a href={booking.cancelUrl}>Cancel this booking</a>
        </p>
      ) : null}
      {next === undefined ? null : (
        <p>
          <a class="button" href={next.href}>
            {next.label}
          </a>
        </p>
      )}
      <Help contact={contact} />
    </>
  );
}
