import { type IRequest, Router } from "itty-router";
import type { Context } from "../context.ts";
import { json } from "../json.ts";
import { problem } from "../problem.ts";
import { deskStub, stubOfReservation } from "../stubs.ts";
import { staffMember } from "./access.ts";
import { bookings, failedBookings } from "./booking-lists.ts";
import { cancelBooking } from "./cancel-booking.ts";
import { openSession } from "./open-session.ts";
import { outbox } from "./outbox-list.ts";
import { reconcile } from "./reconcile.ts";
import { metrics, monthlyCommissions } from "./reports.ts";
import { resolveFailed, resolveStray } from "./resolve.ts";
import { bookingStory, guestLink, paymentStory } from "./stories.ts";

type Args = [Context, string];

const param = (request: IRequest, name: string) => request.params[name] ?? "";

const routes = Router<IRequest, Args, Response | undefined>({ base: "/api/staff" })
  .get("/bookings", (request, context) => bookings(request, context))
  .get("/bookings/:id", (request, context) => bookingStory(param(request, "id"), context))
  .post("/bookings/:id/link", (request, context, who) =>
    guestLink(param(request, "id"), context, who),
  )
  .post("/bookings/:id/cancel", (request, context, who) =>
    cancelBooking(request, param(request, "id"), context, who),
  )
  .get("/failed-bookings", (request, context) => failedBookings(request, context))
  .post("/failed-bookings/:id/resolve", (request, context, who) =>
    resolveFailed(request, param(request, "id"), context, who),
  )
  .get("/stray-payments", async (_request, { env }) =>
    json({ payments: await deskStub(env).strayPayments() }),
  )
  .post("/stray-payments/:payment/resolve", (request, context, who) =>
    resolveStray(request, param(request, "payment"), context, who),
  )
  .get("/payments/:payment", (request, context) => paymentStory(param(request, "payment"), context))
  .post("/payments/pause", (_request, context) => pause(true, context))
  .post("/payments/resume", (_request, context) => pause(false, context))
  .get("/outbox", (request, context) => outbox(request, context))
  .post("/effects/:id+/retry", (request, context, who) => retry(param(request, "id"), context, who))
  .post("/reconcile", (request, context, who) => reconcile(request, context, who))
  .post("/sessions", (request, context, who) => openSession(request, context, who))
  .get("/metrics", (request, context) => metrics(request, context))
  .get("/commissions", (request, context) => monthlyCommissions(request, context));

/** Closed to everybody whom Cloudflare Access does not vouch for. */
export async function staffRoutes(request: Request, context: Context): Promise<Response> {
  const who = await staffMember(request, context);
  if (who === undefined) return problem("not-allowed");
  return (await routes.fetch(request as IRequest, context, who)) ?? problem("not-found");
}

const NOTHING_TO_RETRY =
  "No effect of this id waits or has failed, or its time has not come: then it is done by itself.";

/** An effect's id begins with the reservation it belongs to, or with the desk. */
async function retry(effect: string, { env, log }: Context, who: string): Promise<Response> {
  const subject = effect.split("/")[0] ?? "";
  const stub = subject === "desk" ? deskStub(env) : stubOfReservation(env, subject);
  const found = await stub?.retry(effect);
  if (!found) return problem("not-found", { detail: NOTHING_TO_RETRY });
  log({ message: "Retried by staff", level: "info", reservation: subject, effect, who });
  return json({ status: "due" });
}

async function pause(paused: boolean, { env }: Context): Promise<Response> {
  await deskStub(env).pausePayments(paused);
  return json({ paused });
}
