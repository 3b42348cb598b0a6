import { catalogue } from "../../catalogue/catalogue.ts";
import type { ServiceReservation } from "../../domain/service/service-reservation.ts";
import { readPhoneNumber } from "../../providers/phone-number.ts";
import type { Context } from "../context.ts";
import { iso } from "../iso.ts";
import { json } from "../json.ts";
import { networkAddress } from "../network-address.ts";
import { paymentsPaused } from "../payments-paused.ts";
import { problem } from "../problem.ts";
import { readBody } from "../read-body.ts";
import { tripRefused } from "../refusals.ts";
import { requestKeyOf } from "../request-key.ts";
import { tripSchema } from "../schemas.ts";
import { serviceStub } from "../stubs.ts";

/**
 * `POST /api/checkout-sessions`: gate 1, the hold of a trip, and the hosted checkout that fills it.
 * The price is computed here; a client that names one is refused. With `replaces`, what the guest
 * held before and has not paid is given up for it.
 */
export async function createCheckoutSession(request: Request, context: Context): Promise<Response> {
  const body = await readBody(request, tripSchema);
  if (!body.ok) return body.response;
  const requestKey = requestKeyOf(request);
  if (!requestKey.ok) return requestKey.response;
  const { service: slug, guest, replaces, ...wishes } = body.value;
  const service = catalogue.soldService(slug);
  if (service === undefined) return problem("unknown-service");
  const called = readPhoneNumber(guest.phone);
  if ("fault" in called) return notANumber(called.fault);
  const paused = await paymentsPaused(context);
  if (paused) return paused;
  const { name, email, phone } = guest;
  const held = await serviceStub(context.env, slug).hold({
    wishes,
    customer: { name, email, phone },
    whatsapp: guest.whatsapp ? called.number : null,
    address: await networkAddress(request),
    requestKey: requestKey.key,
    replaces,
  });
  return held.ok ? opened(held.reservation) : tripRefused(held.refusal);
}

/** The driver calls it, whether or not it has WhatsApp. */
function notANumber(message: string): Response {
  return problem("invalid-request", {
    violations: [{ field: "guest.phone", code: "not-a-number", message }],
  });
}

/** What has ended meanwhile is repeated without its page: there is nothing left to pay on it. */
function opened(trip: ServiceReservation): Response {
  const { id, code, status, checkout, quote, holdExpiresAt } = trip;
  return json(
    {
      reservation: id,
      bookingCode: code,
      checkoutSession: checkout?.id,
      url: status === "approved" ? checkout?.url : undefined,
      amount: quote.total,
      currency: quote.currency,
      lines: quote.lines,
      holdExpiresAt: iso(holdExpiresAt),
    },
    { status: 201 },
  );
}
