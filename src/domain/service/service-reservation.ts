import type { Reservation, ReservationCore } from "../reservation.ts";
import type { ReservationEvent } from "../reservation-event.ts";
import type { ReceiptStatus } from "./receipt.ts";
import type { Trip, TripRequest } from "./service-request.ts";

/** How far a message has come, and the provider's id of it. */
export interface Receipt {
  status: ReceiptStatus;
  id: string;
}

/** A guest's claim on a transport service: one trip, and the vehicles that it takes. */
export interface ServiceReservation extends ReservationCore {
  kind: "service";
  service: string;
  trip: Trip;
  request: TripRequest;
  /** The guest's WhatsApp number (E.164), if they have one. */
  whatsapp: string | null;
  holdExpiresAt: number;
  /** The hosted checkout, once it is open. */
  checkout: { id: string; url: string } | null;
  /** What became of each message that was sent, by the message. */
  receipts: Record<string, Receipt>;
}

/** For code that only a service's object runs. Throws for anything else: that would be a bug. */
export function asService(reservation: Reservation): ServiceReservation {
  if (reservation.kind !== "service") throw new Error(`${reservation.id} is no service's`);
  return reservation;
}

type TripHeld = Extract<ReservationEvent, { type: "TripHeld" }>;
type ServiceEvent = Extract<ReservationEvent, { type: "CheckoutOpened" | "ReceiptRecorded" }>;

export function beginServiceReservation({ type: _, ...facts }: TripHeld): ServiceReservation {
  return {
    ...facts,
    kind: "service",
    status: "approved",
    payment: null,
    checkout: null,
    captured: null,
    receipts: {},
    refunds: {},
    failure: null,
    items: {},
    version: 1,
  };
}

/** What happened to a service's reservation only. */
export function changeService(before: ServiceReservation, event: ServiceEvent): ServiceReservation {
  if (event.type === "CheckoutOpened") {
    return { ...before, checkout: { id: event.session, url: event.url } };
  }
  const { message, id, status } = event;
  return { ...before, receipts: { ...before.receipts, [message]: { id, status } } };
}
