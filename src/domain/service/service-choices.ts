import type { Extra, ExtraAnswers } from "../extras.ts";
import { validateExtras } from "../extras.ts";
import type { PricedTrip } from "./service-quote.ts";
import type {
  PickupPlace,
  ServiceFormat,
  ServiceOffer,
  ServiceRoute,
  ServiceRules,
} from "./service-rules.ts";
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

/** The pickup places that a route begins at; without a route, all of the service's. */
export function placesOf(
  pickupPlaces: readonly PickupPlace[],
  route: Pick<ServiceRoute, "pickupPlaces"> | undefined,
): PickupPlace[] {
  return pickupPlaces.filter(({ id }) => route?.pickupPlaces?.includes(id) ?? true);
}

/**
 * Where the guest is picked up, in words. Details may be given at every place, and some ask for them.
 * A route that is not known is not held against the place.
 */
export function choosePickup(
  { pickupPlaces, routes }: ServiceOffer,
  wishes: { route: string; pickup: { place: string; details?: string | undefined } },
): Decided<{ place: string; details?: string }> {
  const route = routes.find(({ id }) => id === wishes.route);
  const place = pickupPlaces.find(({ id }) => id === wishes.pickup.place);
  const label = place?.detailsLabel;
  const details = writtenLine("pickup.details", label ?? "Details of the pickup", {
    text: wishes.pickup.details,
    isRequired: label !== undefined,
  });
  const violations = violationsOf(details);
  const refuse = (code: "unknown-place" | "place-not-offered", message: string) =>
    violations.unshift({ field: "pickup.place", code, message });
  if (!place) refuse("unknown-place", "There is no such pickup place: choose one that is offered.");
  else if (route && !placesOf(pickupPlaces, route).includes(place)) {
    const message = `${route.label} does not begin at ${place.label}: choose another place.`;
    refuse("place-not-offered", message);
  }
  if (!place || !details.ok || violations.length > 0) return { ok: false, violations };
  return {
    ok: true,
    value: { place: place.label, ...(details.value && { details: details.value }) },
  };
}

/**
 * Where a route ends for this guest: may be said of every route, and some ask for it. Empty where it
 * is not said.
 */
export function chooseDropOff(
  { routes }: ServiceOffer,
  { route, dropOff }: { route: string; dropOff?: string | undefined },
): Decided<string> {
  const label = routes.find(({ id }) => id === route)?.dropOffLabel;
  const isRequired = label !== undefined;
  return writtenLine("dropOff", label ?? "Drop-off", { text: dropOff, isRequired });
}

function writtenLine(
  field: "pickup.details" | "dropOff",
  label: string,
  { text = "", isRequired }: { text: string | undefined; isRequired: boolean },
): Decided<string> {
  const value = text.trim();
  const refused = (code: "missing-details" | "bad-details", message: string) => ({
    ok: false as const,
    violations: [{ field, code, message }],
  });
  if (value === "" && isRequired) return refused("missing-details", `Please fill in: ${label}.`);
  if (value.length <= DETAILS_LENGTH_MAX && !CONTROL_CHARACTERS.test(value)) {
    return { ok: true, value };
  }
  const message = `${label}: one line of at most ${DETAILS_LENGTH_MAX} characters.`;
  return refused("bad-details", message);
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
