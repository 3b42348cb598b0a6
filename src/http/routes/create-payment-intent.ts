import { catalogue } from "../../catalogue/catalogue.ts";
import type { Context } from "../context.ts";
import { json } from "../json.ts";
import { networkAddress } from "../network-address.ts";
import { problem } from "../problem.ts";
import { readBody } from "../read-body.ts";
import { holdRefused } from "../refusals.ts";
import { deskStub, roomStub } from "../rooms.ts";
import { idempotencyKeySchema, roomHoldSchema } from "../schemas.ts";

/**
 * `POST /api/create-payment-intent`: gate 1, the hold, and the PaymentIntent that fills it. The
 * amount is computed here; a client that names one is refused.
 */
export async function createPaymentIntent(request: Request, context: Context): Promise<Response> {
  const { env, settings } = context;
  const body = await readBody(request, roomHoldSchema);
  if (!body.ok) return body.response;
  const requestKey = request.headers.get("idempotency-key");
  if (requestKey !== null && !idempotencyKeySchema.safeParse(requestKey).success) {
    const message = "16 to 100 letters, digits, - or _.";
    const violation = { field: "Idempotency-Key", code: "invalid", message };
    return problem("invalid-request", { violations: [violation] });
  }
  const { room: slug, customer, ...wishes } = body.value;
  const room = catalogue.room(slug);
  if (room === undefined) return problem("unknown-room");
  if (await deskStub(env).paymentsPaused()) {
    return problem("payments-paused", { detail: "Card payments are temporarily paused." });
  }
  const address = await networkAddress(request);
  const held = await roomStub(env, slug).hold({ wishes, customer, address, requestKey });
  if (!held.ok) return holdRefused(held.refusal);
  const { id, payment, quote, holdExpiresAt } = held.reservation;
  return json(
    {
      reservation: id,
      paymentIntent: payment?.id,
      clientSecret: payment?.secret,
      publishableKey: settings.STRIPE_PUBLISHABLE_KEY,
      amount: quote.total,
      currency: quote.currency,
      lines: quote.lines,
      holdExpiresAt: new Date(holdExpiresAt).toISOString(),
    },
    { status: 201 },
  );
}
