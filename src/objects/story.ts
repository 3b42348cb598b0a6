import type { Reservation } from "../domain/reservation.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { ReservationStore } from "./reservation-store.ts";

/** What keeps reservations and their effects. */
export interface Storied {
  readonly store: ReservationStore;
  readonly outbox: Pick<Outbox<unknown>, "rowsOf">;
}

/**
 * Everything known of one reservation, for staff: without the secret that lets its guest pay or
 * give it up, and without the page on which anybody could pay.
 */
export function storyOf({ store, outbox }: Storied, id: string) {
  const reservation = store.load(id);
  const secrets = reservation === undefined ? [] : secretsOf(reservation);
  const story = { reservation, journal: store.journal(id), effects: outbox.rowsOf(id) };
  const text = secrets.reduce<string>(
    (said, secret) => said.replaceAll(secret, "[secret]"),
    JSON.stringify(story),
  );
  return JSON.parse(text) as typeof story;
}

/** The page before the id of its checkout, which is a part of it. */
function secretsOf(reservation: Reservation): string[] {
  const { kind, payment } = reservation;
  const opened =
    kind === "session"
      ? [reservation.link?.url]
      : kind === "service"
        ? [reservation.checkout?.url, reservation.checkout?.id]
        : [];
  return [payment?.secret, ...opened].flatMap((secret) => secret || []);
}
