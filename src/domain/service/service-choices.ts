import type { Extra, ExtraAnswers } from "../extras.ts";
import { validateExtras } from "../extras.ts";
import type { PricedTrip } from "./service-quote.ts";
import type { ServiceFormat, ServiceOffer, ServiceRules } from "./service-rules.ts";
import type { TripViolation } from "./service-violation.ts";

/** A part of a wish that is sound, or every rule that it breaks. */
export type Decided<T> = { ok: true; value: T } | { ok: false; violations: TripViolation[] };

/** For one line of a message. */
const DETAILS_LENGTH_MAX = 200;
const CONTROL_CHARACTERS = /\p{Cc}/u;

export function violationsOf(decided: Decided<unknown>): TripViolation[] {
  return decided.ok ? [] : decided.violations;
}

/** The route, its format with the price, and the package, by their ids. */
export function chooseFromOffer(
  offer: ServiceOffer,
  wishes: { route: string; format: string; package: string },
): Decided<Pick<PricedTrip, "route" | "format" | "price" | "package">> {
  const route = offer.routes.find(({ id }) => id === wishes.route);
  const format = offer.formats.find(({ id }) => id === wishes.format);
  const chosen = offer.packages.find(({ id }) => id === wishes.package);
  const price =
    route && format && Object.hasOwn(route.prices, format.id) ? route.prices[format.id] : undefined;
  if (route && format && chosen && price) {
    return { ok: true, value: { route, format, price, package: chosen } };
  }
  const violations: TripViolation[] = [];
  if (!route) violations.push(unknown("route", "unknown-route"));
  if (!format) violations.push(unknown("format", "unknown-format"));
  if (route && format && !price) {
    const message = `${route.label} is not offered as ${format.label}: choose another format.`;
    violations.push({ field: "format", code: "format-not-offered", message });
  }
  if (!chosen) violations.push(unknown("package", "unknown-package"));
  return { ok: false, violations };
}

function unknown(
  field: "route" | "format" | "package",
  code: "unknown-route" | "unknown-format" | "unknown-package",
): TripViolation {
  return { field, code, message: `There is no such ${field}: choose one that is offered.` };
}

/** Where the guest is picked up, in words. Details may be given at every place, and some ask for them. */
export function choosePickup(
  { pickupPlaces }: ServiceOffer,
  pickup: { place: string; details?: string | undefined },
): Decided<{ place: string; details?: string }> {
  const details = pickup.details?.trim() ?? "";
  const violations: TripViolation[] = [];
  const place = pickupPlaces.find(({ id }) => id === pickup.place);
  if (!place) {
    const message = "There is no such pickup place: choose one that is offered.";
    violations.push({ field: "pickup.place", code: "unknown-place", message });
  } else if (place.detailsLabel !== undefined && details === "") {
    const message = `Please fill in: ${place.detailsLabel}.`;
    violations.push({ field: "pickup.details", code: "missing-details", message });
  }
  if (details.length > DETAILS_LENGTH_MAX || CONTROL_CHARACTERS.test(details)) {
    const label = place?.detailsLabel ?? "Details of the pickup";
    const message = `${label}: one line of at most ${DETAILS_LENGTH_MAX} characters.`;
    violations.push({ field: "pickup.details", code: "bad-details", message });
  }
  if (!place || violations.length > 0) return { ok: false, violations };
  return { ok: true, value: { place: place.label, ...(details !== "" && { details }) } };
}

/** `format`: the chosen one, if there is one; it may take fewer than the service does. */
export function passengerViolations(
  { passengers: { minimum, maximum } }: ServiceRules,
  passengers: number,
  format: ServiceFormat | undefined,
): TripViolation[] {
  const people = (count: number) => `${count} ${count === 1 ? "passenger" : "passengers"}`;
  if (!Number.isSafeInteger(passengers) || passengers < 1) {
    const message = "Say how many passengers there will be: a whole number, at least 1.";
    return [{ field: "passengers", code: "passengers", message }];
  }
  if (passengers < minimum) {
    const message = `This service is for at least ${people(minimum)}.`;
    return [{ field: "passengers", code: "below-minimum", message }];
  }
  if (passengers > maximum) {
    const message = `This service is for at most ${people(maximum)}.`;
    return [{ field: "passengers", code: "over-maximum", message }];
  }
  if (format?.passengersMax !== undefined && passengers > format.passengersMax) {
    const message = `${format.label} takes at most ${people(format.passengersMax)}: choose another format.`;
    return [{ field: "passengers", code: "over-maximum", message }];
  }
  return [];
}

/** The answers to a service's extras, trimmed and without empty ones. */
export function answersOf(
  extras: readonly Extra[],
  answers: ExtraAnswers | undefined,
): Decided<ExtraAnswers> {
  const decision = validateExtras(extras, answers);
  if (decision.ok) return { ok: true, value: decision.answers };
  return { ok: false, violations: decision.violations.map(extraViolation) };
}

/** The rules of extras, and their words, are those of rooms. */
function extraViolation(
  violation: Extract<ReturnType<typeof validateExtras>, { ok: false }>["violations"][number],
): TripViolation {
  const { field, code } = violation;
  const id = field.replace(/^extras\./, "");
  switch (code) {
    case "unknown-extra":
    case "missing-extra":
    case "bad-extra":
      return { field: `extras.${id}`, code, message: violation.message };
    default:
      throw new Error(`answersOf: ${code} is no rule of extras`);
  }
}
