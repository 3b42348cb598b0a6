import { type IRequest, Router } from "itty-router";
import { catalogue } from "../catalogue/catalogue.ts";
import { publicCatalogue } from "../catalogue/public-view.ts";
import type { Context } from "./context.ts";
import { json } from "./json.ts";
import type { ActionPurpose } from "./links/link-actions.ts";
import { offerAction, takeAction } from "./links/link-pages.ts";
import { isAllowedOrigin, preflight, refuseOrigin, withCors } from "./origin.ts";
import { problem } from "./problem.ts";
import { rateLimited } from "./rate-limit.ts";
import { bookingByCheckoutSession } from "./routes/booking-by-checkout-session.ts";
import { bookingByPaymentIntent } from "./routes/booking-by-payment-intent.ts";
import { createCheckoutSession } from "./routes/checkout-sessions.ts";
import { createPaymentIntent } from "./routes/create-payment-intent.ts";
import { experienceSessions } from "./routes/experience-sessions.ts";
import { guestBooking } from "./routes/guest-booking.ts";
import { openapi } from "./routes/openapi.ts";
import {
  broken,
  confirmation,
  experience,
  guestBooking as guestBookingPage,
  home,
  notFound,
  room,
  service,
  serviceBooked,
  widget,
} from "./routes/pages.ts";
import { quote } from "./routes/quote.ts";
import { release } from "./routes/release.ts";
import { reserve } from "./routes/reservations.ts";
import { roomAvailability } from "./routes/room-availability.ts";
import { offerOnboarding, onboarded, startOnboarding } from "./routes/supplier-onboarding.ts";
import { staffRoutes } from "./staff/staff-routes.ts";
import { googleCalendarWebhook } from "./webhooks/google-calendar.ts";
import { stripeWebhook } from "./webhooks/stripe.ts";
import { stripeConnectWebhook } from "./webhooks/stripe-connect.ts";
import { mailerSendReceipts, twilioReceipts } from "./webhooks/take-receipt.ts";

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

const offer = (purpose: ActionPurpose) => (request: IRequest, context: Context) =>
  offerAction(request, purpose, param(request, "id"), context);
const take = (purpose: ActionPurpose) => (request: IRequest, context: Context) =>
  takeAction(request, purpose, param(request, "id"), context);

export const router = Router<IRequest, Args, Response>({
  before: [guard, rateLimited],
  catch: failed,
  finally: [withHeaders],
})
  .get("/api/catalogue", () => json(publicCatalogue(catalogue)))
  .get("/api/rooms/:room/availability", (request, context) =>
    roomAvailability(request, param(request, "room"), context),
  )
  .post("/api/quote", quote)
  .post("/api/create-payment-intent", createPaymentIntent)
  .get("/api/experiences/:experience/sessions", (request, context) =>
    experienceSessions(request, param(request, "experience"), context),
  )
  .post("/api/reservations", reserve)
  .post("/api/checkout-sessions", createCheckoutSession)
  .post("/api/reservations/:id/release", (request, context) =>
    release(request, param(request, "id"), context),
  )
  .get("/api/bookings/by-payment-intent", bookingByPaymentIntent)
  .get("/api/bookings/by-checkout-session", bookingByCheckoutSession)
  .get("/api/bookings/:id", (request, context) =>
    guestBooking(request, param(request, "id"), context),
  )
  .get("/api/reservations/:id/accept", offer("accept"))
  .post("/api/reservations/:id/accept", take("accept"))
  .get("/api/reservations/:id/decline", offer("decline"))
  .post("/api/reservations/:id/decline", take("decline"))
  .get("/api/bookings/:id/cancel", offer("cancel"))
  .post("/api/bookings/:id/cancel", take("cancel"))
  .get("/api/bookings/:id/complete", offer("complete"))
  .post("/api/bookings/:id/complete", take("complete"))
  .get("/api/bookings/:id/no-experience", offer("no-experience"))
  .post("/api/bookings/:id/no-experience", take("no-experience"))
  .get("/api/suppliers/:supplier/onboarding", (request, context) =>
    offerOnboarding(request, param(request, "supplier"), context),
  )
  .post("/api/suppliers/:supplier/onboarding", (request, context) =>
    startOnboarding(request, param(request, "supplier"), context),
  )
  .get("/api/openapi.json", openapi)
  .get("/api/health", () => json({ ok: true }))
  .post("/webhook", stripeWebhook)
  .post("/api/webhooks/stripe", stripeWebhook)
  .post("/api/webhooks/stripe-connect", stripeConnectWebhook)
  .post("/api/webhooks/twilio", twilioReceipts)
  .post("/api/webhooks/mailersend", mailerSendReceipts)
  .post("/api/webhooks/google-calendar", googleCalendarWebhook)
  .all("/api/staff/*", staffRoutes)
  .get("/", (_request, context) => home(context))
  .get("/rooms/:room", (request, context) => room(param(request, "room"), context))
  .get("/experiences/:experience", (request, context) =>
    experience(param(request, "experience"), context),
  )
  .get("/services/:service", (request, context) => service(param(request, "service"), context))
  .get("/services/:service/booked", (request, context) =>
    serviceBooked(param(request, "service"), context),
  )
  .get("/bookings/:id", (request, context) => guestBookingPage(param(request, "id"), context))
  .get("/widget/:hotel", (request, context) => widget(param(request, "hotel"), context))
  .get("/suppliers/onboarded", (request, context) => onboarded(request, context))
  .get("/meeting-booking-confirmation", (_request, context) => confirmation(context))
  .get("/payment-success", (_request, context) => confirmation(context))
  .all("*", fallback);
