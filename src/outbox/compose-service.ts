import type { Message, ServiceEmail, ServiceText, Undelivered } from "../domain/effect.ts";
import { sayFailure } from "../domain/failure-words.ts";
import { wallTimeOf } from "../domain/local-time.ts";
import { describeRefundPolicy } from "../domain/refund-policy.ts";
import { refundPromised } from "../domain/reservation.ts";
import type { ServiceReservation } from "../domain/service/service-reservation.ts";
import type { Email } from "../messages/email.ts";
import type { BookingFacts } from "../messages/facts.ts";
import { serviceEmails, serviceTexts } from "../messages/service/service-messages.ts";
import type { ServiceFacts } from "../messages/service-facts.ts";
import type { WhatsAppMessage } from "../providers/whatsapp.ts";
import type { EffectBookable } from "./handler.ts";

/** One of the operator's approved templates: which facts fill its numbered variables, in order. */
export interface ComposedTemplate {
  contentSid: string;
  variables: string[];
}

/** What messages say of the service beyond what is frozen on the reservation. */
export interface ComposedService extends EffectBookable {
  retired: boolean;
  owner: { name: string; email: string; whatsapp: string };
  whatsapp: {
    from: string;
    templates: Record<"clientFollowUp" | "ownerDispatch" | "ownerUndelivered", ComposedTemplate>;
  };
}

export interface ServiceComposer {
  service: ComposedService;
  publicUrl: string;
  now: () => number;
}

/** The email that a message about a trip is. Rejects for one that is about something else. */
export async function composeForService(
  message: Message,
  reservation: ServiceReservation,
  composer: ServiceComposer,
  about?: Undelivered,
): Promise<Email> {
  if (!Object.hasOwn(serviceEmails, message)) throw new Error(`"${message}" is not about a trip`);
  return serviceEmails[message as ServiceEmail](serviceFacts(reservation, composer, about));
}

const templateOf = {
  "client-follow-up": "clientFollowUp",
  "owner-dispatch": "ownerDispatch",
  "owner-undelivered-text": "ownerUndelivered",
} as const;

/** The WhatsApp message that a text is; `undefined` for a guest without WhatsApp. */
export function composeText(
  message: ServiceText,
  reservation: ServiceReservation,
  composer: ServiceComposer,
  about?: Undelivered,
): WhatsAppMessage | undefined {
  const { owner, whatsapp } = composer.service;
  const to = message === "client-follow-up" ? reservation.whatsapp : owner.whatsapp;
  if (to === null) return undefined;
  const { contentSid, variables } = whatsapp.templates[templateOf[message]];
  const named = serviceTexts[message](serviceFacts(reservation, composer, about));
  const numbered = variables.map((name, index) => [String(index + 1), named[name] ?? ""]);
  return {
    from: whatsapp.from,
    to,
    template: { id: contentSid, variables: Object.fromEntries(numbered) },
    tags: [message, reservation.id],
  };
}

export function returnUrls(
  { id, service }: ServiceReservation,
  { publicUrl }: Pick<ServiceComposer, "publicUrl">,
): { successUrl: string; cancelUrl: string } {
  const page = `${publicUrl}/services/${service}`;
  return {
    successUrl: `${page}/booked?reservation=${id}&session_id={CHECKOUT_SESSION_ID}`,
    cancelUrl: `${page}?cancelled=${id}`,
  };
}

function serviceFacts(
  reservation: ServiceReservation,
  { service, publicUrl, now }: ServiceComposer,
  about?: Undelivered,
): ServiceFacts {
  const { id, code, trip, request, customer, quote, refundPolicy, failure } = reservation;
  const { slug, name, operator, owner, timeZone, retired } = service;
  const refunded = refundPromised(reservation);
  const { date, time, startsAt, endsAt } = trip;
  return {
    reservation: id,
    code,
    serviceName: name,
    serviceSlug: slug,
    retired,
    operator,
    owner,
    timeZone,
    date,
    time,
    startsAt,
    endsAt,
    route: request.route.label,
    format: request.format.label,
    package: request.package.label,
    pickup: request.pickup,
    dropOff: request.dropOff,
    passengers: request.passengers,
    guest: { ...customer, phone: customer.phone ?? "" },
    whatsapp: reservation.whatsapp ?? undefined,
    extras: request.extras,
    notes: request.notes,
    lines: quote.lines,
    total: quote.total,
    currency: quote.currency,
    payment: reservation.payment?.id,
    refundPolicy: describeRefundPolicy(refundPolicy, "service"),
    refundedAmount: refunded > 0 ? refunded : undefined,
    reason: failure === null ? undefined : sayFailure(failure.reason),
    vehicles: trip.vehicles,
    undelivered: about && {
      ...about,
      to: recipientOf(about.message, reservation, service),
    },
    publicUrl,
    at: now(),
  };
}

/** Whom a message that did not arrive was for, as the owner knows them. */
function recipientOf(
  message: string,
  { customer, whatsapp }: ServiceReservation,
  { owner }: ComposedService,
): string {
  if (message === "owner-dispatch") return owner.whatsapp;
  if (message.startsWith("owner-")) return owner.email;
  return message === "client-follow-up" ? (whatsapp ?? customer.email) : customer.email;
}

/** The same in the words of any booking, for what staff read of it. */
export function tripFacts(
  reservation: ServiceReservation,
  { service, publicUrl, now }: ServiceComposer,
): BookingFacts {
  const { id, code, trip, request, customer, quote, refundPolicy, failure } = reservation;
  const { date, time, startsAt, endsAt } = trip;
  const end = wallTimeOf(endsAt, service.timeZone);
  return {
    reservation: id,
    code,
    bookable: {
      kind: "service",
      slug: service.slug,
      name: `${service.name}: ${request.route.label}`,
    },
    operator: service.operator,
    timeZone: service.timeZone,
    days: [{ date, start: time, end, startsAt, endsAt }],
    people: request.passengers,
    customer,
    lines: quote.lines,
    total: quote.total,
    currency: quote.currency,
    refundPolicy: describeRefundPolicy(refundPolicy, "service"),
    extras: request.extras,
    notes: request.notes,
    publicUrl,
    at: now(),
    refundedAmount: refundPromised(reservation),
    reason: failure?.reason,
  };
}
