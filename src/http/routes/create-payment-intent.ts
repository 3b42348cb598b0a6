import { catalogue } from "../../catalogue/catalogue.ts";
import type { Reservation } from "../../domain/reservation.ts";
import type { Context } from "../context.ts";
import { json } from "../json.ts";
import { networkAddress } from "../network-address.ts";
import { noteSession } from "../note-session.ts";
import { paymentsPaused } from "../payments-paused.ts";
import { problem } from "../problem.ts";
import { checkBody, readJson } from "../read-body.ts";
import { holdRefused, sessionRefused } from "../refusals.ts";
import { requestKeyOf } from "../request-key.ts";
import { classHoldSchema, roomHoldSchema } from "../schemas.ts";
import { readSessionWish } from "../session-wish.ts";
import { roomStub, sessionStub } from "../stubs.ts";
import { unpaidInAll } from "../unpaid-in-all.ts";

/**
 * `POST /api/create-payment-intent`: gate 1, the hold, and the PaymentIntent that fills it, for a
 * room or for a class. The amount is computed here; a client that names one is refused.
 */
export async function createPaymentIntent(request: Request, context: Context): Promise<Response> {
  const body = await readJson(request);
  if (!body.ok) return body.response;
  const isClass =
    typeof body.value === "object" && body.value !== null && "experience" in body.value;
  return isClass ? holdClass(body.value, request, context) : holdRoom(body.value, request, context);
}

async function holdRoom(body: unknown, request: Request, context: Context): Promise<Response> {
  const wanted = checkBody(body, roomHoldSchema);
  if (!wanted.ok) return wanted.response;
  const requestKey = requestKeyOf(request);
  if (!requestKey.ok) return requestKey.response;
  const { room: slug, customer, ...wishes } = wanted.value;
  if (catalogue.room(slug) === undefined) return problem("unknown-room");
  const paused = await paymentsPaused(context);
  if (paused) return paused;
  const address = await networkAddress(request);
  const command = { wishes, customer, address, requestKey: requestKey.key };
  const held = await roomStub(context.env, slug).hold(command);
  return held.ok ? opened(held.reservation, context) : holdRefused(held.refusal);
}

async function holdClass(body: unknown, request: Request, context: Context): Promise<Response> {
  const wanted = checkBody(body, classHoldSchema);
  if (!wanted.ok) return wanted.response;
  const requestKey = requestKeyOf(request);
  if (!requestKey.ok) return requestKey.response;
  const { participants, customer, userId, hotel } = wanted.value;
  const wish = await readSessionWish(wanted.value, "payment-intent", context);
  if (!wish.ok) return wish.response;
  const paused = await paymentsPaused(context);
  if (paused) return paused;
  const address = await networkAddress(request);
  const asker = { email: customer.email, address };
  const [unpaid] = await Promise.all([
    unpaidInAll(wish.experience, asker, context),
    noteSession(wish.experience, wish.name, context),
  ]);
  const held = await sessionStub(context.env, wish.name).hold({
    participants,
    customer,
    hotel: hotel ?? null,
    userId: userId ?? null,
    address,
    unpaidInAll: unpaid,
    requestKey: requestKey.key,
  });
  return held.ok ? opened(held.reservation, context) : sessionRefused(held.refusal);
}

function opened({ id, payment, quote, holdExpiresAt }: Reservation, { settings }: Context) {
  return json(
    {
      reservation: id,
      paymentIntent: payment?.id,
      clientSecret: payment?.secret,
      publishableKey: settings.STRIPE_PUBLISHABLE_KEY,
      amount: quote.total,
      currency: quote.currency,
      lines: quote.lines,
      holdExpiresAt: new Date(holdExpiresAt ?? 0).toISOString(),
    },
    { status: 201 },
  );
}
