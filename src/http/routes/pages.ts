import { catalogue } from "../../catalogue/catalogue.ts";
import { publicCatalogue, publicExperience, publicService } from "../../catalogue/public-view.ts";
import { localDateOf } from "../../domain/local-time.ts";
import { sessionOf } from "../../domain/session/session-name.ts";
import { confirmationPage } from "../../site/pages/confirmation-page.tsx";
import { errorPage } from "../../site/pages/error-page.tsx";
import { experiencePage } from "../../site/pages/experience-page.tsx";
import { guestBookingPage } from "../../site/pages/guest-booking-page.tsx";
import { homePage } from "../../site/pages/home-page.tsx";
import { notFoundPage } from "../../site/pages/not-found-page.tsx";
import { roomPage } from "../../site/pages/room-page.tsx";
import { serviceBookedPage } from "../../site/pages/service-booked-page.tsx";
import { servicePage } from "../../site/pages/service-page.tsx";
import { widgetPage } from "../../site/pages/widget-page.tsx";
import type { Context } from "../context.ts";
import { htmlPage } from "../html-page.ts";

const shown = publicCatalogue(catalogue);

export function home(context: Context): Response {
  return htmlPage(homePage({ catalogue: shown }), context);
}

export function room(slug: string, context: Context): Response {
  const found = shown.rooms.find((candidate) => candidate.slug === slug);
  if (found === undefined) return notFound(context);
  const { settings, now } = context;
  const props = {
    catalogue: shown,
    room: found,
    stripeJsUrl: settings.STRIPE_JS_URL,
    publishableKey: settings.STRIPE_PUBLISHABLE_KEY,
    today: localDateOf(now(), found.timeZone),
  };
  return htmlPage(roomPage(props), context);
}

export function experience(slug: string, context: Context): Response {
  const sold = catalogue.soldExperience(slug);
  if (sold === undefined) return notFound(context);
  const { settings, now } = context;
  const stripeJsUrl = settings.STRIPE_JS_URL;
  const today = localDateOf(now(), sold.rules.timeZone);
  const found = publicExperience(sold);
  return htmlPage(
    experiencePage({ catalogue: shown, experience: found, stripeJsUrl, today }),
    context,
  );
}

export function service(slug: string, context: Context): Response {
  const sold = catalogue.soldService(slug);
  if (sold === undefined) return notFound(context);
  const today = localDateOf(context.now(), sold.rules.timeZone);
  const found = publicService(sold);
  return htmlPage(servicePage({ catalogue: shown, service: found, today }), context);
}

/** Where the hosted checkout leads after the payment. */
export function serviceBooked(slug: string, context: Context): Response {
  const found = catalogue.service(slug);
  if (found === undefined) return notFound(context);
  const page = { catalogue: shown, service: publicService(found) };
  return htmlPage(serviceBookedPage(page), context);
}

/** A guest's own page. What it shows comes from the API, for the token in the address. */
export function guestBooking(reservation: string, context: Context): Response {
  const found = catalogue.experience(sessionOf(reservation)?.experience ?? "");
  if (found === undefined) return notFound(context);
  const { retired } = found;
  const page = { catalogue: shown, experience: publicExperience(found), retired, reservation };
  return htmlPage(guestBookingPage(page), context);
}

/** What a hotel embeds: only its own pages may frame it. */
export function widget(slug: string, context: Context): Response {
  const hotel = catalogue.hotel(slug);
  if (hotel === undefined) return notFound(context);
  const { settings, now } = context;
  const stripeJsUrl = settings.STRIPE_JS_URL;
  const today = localDateOf(now(), shown.operator.timeZone);
  const html = widgetPage({ catalogue: shown, hotel, stripeJsUrl, today });
  return htmlPage(html, context, 200, hotel.origin);
}

export function confirmation(context: Context): Response {
  return htmlPage(confirmationPage({ catalogue: shown }), context);
}

export function notFound(context: Context): Response {
  return htmlPage(notFoundPage({ catalogue: shown }), context, 404);
}

export function broken(context: Context): Response {
  return htmlPage(errorPage({ catalogue: shown }), context, 500);
}
