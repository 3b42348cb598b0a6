import type { VNode } from "preact";
import type { PublicCatalogue, PublicRoom } from "../../catalogue/public-view.ts";
import type { LocalDate } from "../../domain/local-time.ts";
import { sayLength } from "../day-words.ts";
import { renderPage } from "../layout.tsx";
import { RoomPlan } from "../room-plan.tsx";
import { sayPrice, sayRules } from "../room-words.ts";

export interface RoomPageProps {
  catalogue: PublicCatalogue;
  room: PublicRoom;
  stripeJsUrl: string;
  publishableKey: string;
  /** The venue's date now: the first month that the calendar shows. */
  today: LocalDate;
}

/** What the page hands to `client/room.tsx`, as JSON. */
export interface RoomPageData {
  room: PublicRoom;
  contact: { email: string; phone: string | null };
  stripeJsUrl: string;
  publishableKey: string;
  today: LocalDate;
}

function Facts({ room }: { room: PublicRoom }): VNode {
  return (
    <dl class="room-facts">
      <div>
        <dt>Seats</dt>
        <dd>{room.capacity}</dd>
      </div>
      <div>
        <dt>An hour</dt>
        <dd>{sayPrice(room.pricePerHour, room.currency)}</dd>
      </div>
      {room.dayRate === undefined ? null : (
        <div>
          <dt>All day</dt>
          <dd>{sayPrice(room.dayRate, room.currency)}</dd>
        </div>
      )}
      <div>
        <dt>Shortest</dt>
        <dd>{sayLength(room.minimumHours * 60)}</dd>
      </div>
    </dl>
  );
}

function NotBookable({ email }: { email: string }): VNode {
  return (
    <div class="notice">
      <h2>Not open for booking just now</h2>
      <p>
        Write to <a href={`mailto:${email}`}>{email}</a> and we will tell you when it is, or{" "}
        <a href="/#rooms">choose another room</a>.
      </p>
    </div>
  );
}

function BookingPlace({ email }: { email: string }): VNode {
  return (
    <section aria-labelledby="book-title">
      <h2 id="book-title">Book this room</h2>
      <div id="booking" class="booking-place">
        <p class="loading-line">Opening the calendar…</p>
      </div>
      <noscript>
        <p class="notice">
          The calendar needs JavaScript. Without it, write to{" "}
          <a href={`mailto:${email}`}>{email}</a> with your days and times, and we will book for
          you.
        </p>
      </noscript>
    </section>
  );
}

/** `/rooms/{room}`: what the room is, its rules in words, and the place of the booking form. */
export function roomPage(props: RoomPageProps): string {
  const { catalogue, room, stripeJsUrl, publishableKey, today } = props;
  const { operator } = catalogue;
  const pageData: RoomPageData = {
    room,
    contact: { email: operator.email, phone: operator.phone ?? null },
    stripeJsUrl,
    publishableKey,
    today,
  };
  return renderPage({
    title: room.name,
    description: `${room.name} at ${operator.name}: seats ${room.capacity}, ${sayPrice(room.pricePerHour, room.currency)} an hour. ${room.description}`,
    operator,
    ...(room.bookable ? { scripts: ["/assets/room.js"], pageData } : {}),
    children: (
      <>
        <div class="room-head">
          <div class="room-head-inner">
            <div>
              <p class="eyebrow">
                <a href="/#rooms">All rooms</a>
              </p>
              <h1>{room.name}</h1>
              <p class="lede">{room.description}</p>
              <Facts room={room} />
            </div>
            <div class="room-art">
              <RoomPlan capacity={room.capacity} />
            </div>
          </div>
        </div>
        <div class="wrap room-body">
          {room.bookable ? (
            <BookingPlace email={operator.email} />
          ) : (
            <NotBookable email={operator.email} />
          )}
          <div class="columns terms">
            <section aria-labelledby="rules-title">
              <h2 id="rules-title">House rules</h2>
              <ul>
                {sayRules(room).map((rule) => (
                  <li key={rule}>{rule}</li>
                ))}
              </ul>
            </section>
            <section aria-labelledby="refund-title">
              <h2 id="refund-title">If you cancel</h2>
              <ul>
                {room.refundPolicy.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
              <p>
                To cancel, write to <a href={`mailto:${operator.email}`}>{operator.email}</a> with
                your booking code.
              </p>
            </section>
          </div>
        </div>
      </>
    ),
  });
}
