import { type IRequest, Router } from "itty-router";
import { catalogue } from "../catalogue/catalogue.ts";
import { publicCatalogue } from "../catalogue/public-view.ts";
import type { Context } from "./context.ts";
import { json } from "./json.ts";
import { isAllowedOrigin, preflight, refuseOrigin, withCors } from "./origin.ts";
import { problem } from "./problem.ts";
import { bookingByPaymentIntent } from "./routes/booking-by-payment-intent.ts";
import { createPaymentIntent } from "./routes/create-payment-intent.ts";
import { openapi } from "./routes/openapi.ts";
import { broken, confirmation, home, notFound, room } from "./routes/pages.ts";
import { quote } from "./routes/quote.ts";
import { release } from "./routes/release.ts";
import { roomAvailability } from "./routes/room-availability.ts";
import { staffRoutes } from "./staff/staff-routes.ts";
import { googleCalendarWebhook } from "./webhooks/google-calendar.ts";
import { stripeWebhook } from "./webhooks/stripe.ts";

type Args = [Context];

const isApi = (request: IRequest) => new URL(request.url).pathname.startsWith("/api/");
/** As it stands in the address: no id of ours has a character that would be encoded there. */
const param = (request: IRequest, name: string) => request.params[name] ?? "";

/** Webhooks come from servers; everything else of the API may be called by browsers. */
function guard(request: IRequest, context: Context): Response | undefined {
  if (!isApi(request) || new URL(request.url).pathname.startsWith("/api/webhooks/"))
    return undefined;
  if (request.method === "OPTIONS") return preflight(request, context);
  return isAllowedOrigin(request, context) ? undefined : refuseOrigin(request, context);
}

function fallback(request: IRequest, context: Context): Response {
  const { pathname } = new URL(request.url);
  const known = router.routes.some(([method, path]) => method !== "ALL" && path.test(pathname));
  if (known) return problem("method-not-allowed");
  return isApi(request) ? problem("not-found") : notFound(context);
}

/** A bug, not a refusal: the log has the error, the browser only the fact. */
function failed(error: unknown, request: IRequest, context: Context): Response {
  const stack = error instanceof Error ? error.stack : String(error);
  const path = new URL(request.url).pathname;
  context.log({ message: "Request failed", level: "error", path, detail: stack });
  const isMachine = isApi(request) || path === "/webhook";
  return isMachine ? problem("internal-error") : broken(context);
}

const withHeaders = (response: Response, request: IRequest) =>
  isApi(request) ? withCors(response, request) : response;

export const router = Router<IRequest, Args, Response>({
  before: [guard],
  catch: failed,
  finally: [withHeaders],
})
  .get("/api/catalogue", () => json(publicCatalogue(catalogue)))
  .get("/api/rooms/:room/availability", (request, context) =>
    roomAvailability(request, param(request, "room"), context),
  )
  .post("/api/quote", quote)
  .post("/api/create-payment-intent", createPaymentIntent)
  .post("/api/reservations/:id/release", (request, context) =>
    release(request, param(request, "id"), context),
  )
  .get("/api/bookings/by-payment-intent", bookingByPaymentIntent)
  .get("/api/openapi.json", openapi)
  .get("/api/health", () => json({ ok: true }))
  .post("/webhook", stripeWebhook)
  .post("/api/webhooks/stripe", stripeWebhook)
  .post("/api/webhooks/google-calendar", googleCalendarWebhook)
  .all("/api/staff/*", staffRoutes)
  .get("/", (_request, context) => home(context))
  .get("/rooms/:room", (request, context) => room(param(request, "room"), context))
  .get("/meeting-booking-confirmation", (_request, context) => confirmation(context))
  .all("*", fallback);
