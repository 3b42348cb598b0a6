import { catalogue } from "../../catalogue/catalogue.ts";
import type { Reservation } from "../../domain/reservation.ts";
import { unsettledReservations } from "../../ledger/staff-lists-live.ts";
import { createProviders } from "../../providers/create-providers.ts";
import { checkoutSight, type SightState } from "../checkout-sight.ts";
import type { Context } from "../context.ts";
import { json } from "../json.ts";
import { problem } from "../problem.ts";
import { readBody } from "../read-body.ts";
import { roomStub, serviceStub, stubOfReservation } from "../stubs.ts";
import { inBatches } from "./in-batches.ts";
import { reconcileSchema } from "./staff-schemas.ts";

/** As many reservations as one call asks Stripe about. */
const ASKED_MAX = 100;

type AtProvider = SightState | "unpaid";

interface Reconciled {
  reservation: string;
  status: Reservation["status"];
  /** What Stripe says of an unpaid reservation's payment. */
  atProvider?: AtProvider;
  /** The stored effects that were made due now. */
  hurried: string[];
}

/**
 * `POST /api/staff/reconcile`: asks Stripe about one payment, or about every reservation of a
 * bookable whose money is not settled, and has what is stored already done now. It has no way
 * to money of its own: `end-hold` takes over a payment, `follow-refunds` refunds.
 */
export async function reconcile(
  request: Request,
  context: Context,
  who: string,
): Promise<Response> {
  const body = await readBody(request, reconcileSchema);
  if (!body.ok) return body.response;
  const { payment, bookable = "" } = body.value;
  const subject = payment ?? bookable;
  context.log({ message: "Reconciled by staff", level: "info", subject, who });
  return payment === undefined ? ofBookable(bookable, context) : ofPayment(payment, context);
}

async function ofPayment(payment: string, context: Context): Promise<Response> {
  const seen = await context.payments.look(payment);
  if (seen.kind === "permanent") return problem("not-found");
  if (seen.kind !== "ok") return problem("payment-provider-unavailable");
  const { reservation, state } = seen.value;
  const one = reservation && (await hurry(reservation, context));
  return json({ payment, atProvider: state, reservations: one ? [one] : [], truncated: false });
}

async function ofBookable(bookable: string, context: Context): Promise<Response> {
  const room = catalogue.room(bookable);
  const service = catalogue.service(bookable);
  if (!room && !service && catalogue.experience(bookable) === undefined) {
    const message = "There is no such room, experience or service.";
    const violation = { field: "bookable", code: "unknown-bookable", message };
    return problem("invalid-request", { violations: [violation] });
  }
  const { env, now } = context;
  // The ledger does not know their unpaid holds; they do.
  if (room) await roomStub(env, bookable).sweep();
  if (service) await serviceStub(env, bookable).sweep();
  const wanted = { bookable, now: now(), limit: ASKED_MAX + 1 };
  const found = await unsettledReservations(env.LEDGER, wanted);
  const asked = found.slice(0, ASKED_MAX);
  const answers = await inBatches(asked, (id) => hurry(id, context));
  return json({
    bookable,
    reservations: answers.flatMap((one) => (one.status === "fulfilled" && one.value) || []),
    unreachable: asked.filter((_id, index) => answers[index]?.status === "rejected"),
    truncated: found.length > ASKED_MAX,
  });
}

/**
 * Makes due what would find out the truth. A hold is ended before its time only when what its guest
 * was given to pay is paid: asking early, or about another payment, must not take their place.
 */
async function hurry(id: string, context: Context): Promise<Reconciled | undefined> {
  const stub = stubOfReservation(context.env, id);
  const reservation = await stub?.reservation(id);
  if (stub === undefined || reservation === undefined) return undefined;
  const { status, holdExpiresAt } = reservation;
  const retry = async (name: string) => ((await stub.retry(`${id}/${name}`, true)) ? [name] : []);
  if (status !== "approved") {
    const hurried = [...(await retry("close-payment")), ...(await retry("follow-refunds"))];
    return { reservation: id, status, hurried };
  }
  const atProvider = await lookAt(reservation, context);
  const isOver = holdExpiresAt !== null && holdExpiresAt <= context.now();
  const hurried = atProvider === "captured" || isOver ? await retry("end-hold") : [];
  return { reservation: id, status, atProvider, hurried };
}

async function lookAt(reservation: Reservation, context: Context): Promise<AtProvider> {
  if (reservation.kind === "service") {
    return (await checkoutSight(reservation, context)) ?? "unpaid";
  }
  const { payments, paymentLinks } = createProviders(context.settings, context.now);
  const link = reservation.kind === "session" ? reservation.link : null;
  if (link === null && reservation.payment === null) return "unpaid";
  const seen =
    link === null
      ? await payments.look(reservation.payment?.id ?? "")
      : await paymentLinks.look(link.id);
  return seen.kind === "ok" ? seen.value.state : "unanswered";
}
