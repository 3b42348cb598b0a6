import type { PublicService } from "../../../catalogue/public-view.ts";
import { type Extra, type ExtraAnswers, validateExtras } from "../../../domain/extras.ts";
import { dropOffViolations, placeViolations } from "./check-trip.ts";
import { dropOffLabel } from "./route-ends.ts";
import { passengersOf, tripExtras } from "./trip-answers.ts";
import type { CheckoutRequest, TripQuoteRequest } from "./trip-api.ts";
import {
  type OpenCheckout,
  type TripForm,
  type TripState,
  tripViolationsOf,
} from "./trip-state.ts";

/** The extras that can be priced already: an answer that is half typed is not asked about. */
function settledExtras(extras: readonly Extra[], form: TripForm): ExtraAnswers {
  const answers = Object.entries(tripExtras(extras, form)).filter(([id, answer]) => {
    const asked = extras.filter((extra) => extra.id === id);
    return validateExtras(asked, { [id]: answer }).ok;
  });
  return Object.fromEntries(answers);
}

function pickupOf({ place, details }: TripForm): CheckoutRequest["pickup"] {
  const text = details.trim();
  return { place, ...(text === "" ? {} : { details: text }) };
}

/** Where the route ends, if it asks for that. */
function dropOffOf(service: PublicService, form: TripForm): Pick<CheckoutRequest, "dropOff"> {
  return dropOffLabel(service, form) === undefined ? {} : { dropOff: form.dropOff.trim() };
}

/**
 * The trip to ask a price for, or `undefined` while what the price depends on is not chosen. A time
 * or place that was refused already is left out: it has no part in the price, and must not hide it.
 */
export function tripQuoteOf(
  service: PublicService,
  state: Pick<TripState, "form" | "violations">,
): TripQuoteRequest | undefined {
  const { form } = state;
  const { date, time } = form;
  const passengers = passengersOf(form);
  if (passengers === undefined || !form.route || !form.format || !form.package) return undefined;
  const isRefused = (field: string) => tripViolationsOf(state, field).length > 0;
  const isTimed = date !== "" && !isRefused("date") && !isRefused("time");
  const isPlaced =
    placeViolations(service, form).length === 0 && !isRefused("place") && !isRefused("details");
  const isEnding = dropOffViolations(service, form).length === 0 && !isRefused("dropOff");
  const extras = settledExtras(service.extras, form);
  return {
    service: service.slug,
    route: form.route,
    format: form.format,
    package: form.package,
    passengers,
    ...(isTimed ? { date, ...(time === "" ? {} : { time }) } : {}),
    ...(isPlaced ? { pickup: pickupOf(form) } : {}),
    ...(isEnding ? dropOffOf(service, form) : {}),
    ...(Object.keys(extras).length === 0 ? {} : { extras }),
  };
}

/**
 * The trip to book. Call it for a form that `checkTrip` has nothing against. `earlier` is what this
 * guest has not paid and gives up for it.
 */
export function checkoutRequestOf(
  service: PublicService,
  form: TripForm,
  earlier?: OpenCheckout,
): CheckoutRequest {
  const { route, format, date, time } = form;
  const extras = tripExtras(service.extras, form);
  const notes = form.notes.trim();
  return {
    service: service.slug,
    route,
    format,
    package: form.package,
    date,
    time,
    passengers: passengersOf(form) ?? 0,
    pickup: pickupOf(form),
    ...dropOffOf(service, form),
    ...(Object.keys(extras).length === 0 ? {} : { extras }),
    ...(notes === "" ? {} : { notes }),
    guest: {
      name: form.name.trim(),
      email: form.email.trim(),
      phone: form.phone.trim(),
      whatsapp: form.whatsapp === true,
    },
    ...(earlier === undefined
      ? {}
      : {
          replaces: { reservation: earlier.reservation, checkoutSession: earlier.session },
        }),
  };
}
