import type { PublicService } from "../../../catalogue/public-view.ts";

/** The parts of the builder, in the order in which they are asked. */
export const allSteps = [
  "route",
  "format",
  "package",
  "extras",
  "pickup",
  "guest",
  "review",
] as const;

export type TripStep = (typeof allSteps)[number];

/** Short enough for the list of steps. */
export const stepNames: Record<TripStep, string> = {
  route: "Route",
  format: "Format",
  package: "Package",
  extras: "Extras",
  pickup: "Pickup",
  guest: "Guest",
  review: "Review",
};

export const stepTitles: Record<TripStep, string> = {
  route: "Where are you going?",
  format: "How do you want to travel?",
  package: "Which package?",
  extras: "Anything to add?",
  pickup: "Where and when do we pick you up?",
  guest: "Who is travelling?",
  review: "Check and pay",
};

/** The steps of one service: what it does not offer is not asked. */
export const stepsOf = ({ extras }: Pick<PublicService, "extras">): TripStep[] =>
  allSteps.filter((step) => step !== "extras" || extras.length > 0);

const stepOf: Record<string, TripStep> = {
  route: "route",
  passengers: "route",
  format: "format",
  package: "package",
  place: "pickup",
  details: "pickup",
  dropOff: "pickup",
  date: "pickup",
  time: "pickup",
  name: "guest",
  email: "guest",
  phone: "guest",
  whatsapp: "guest",
  notes: "guest",
};

/** The field of the page that a path of the request is about: `guest.email` is `email`. */
export function tripFieldOf(path: string): string {
  if (path === "pickup") return "place";
  return path.replace(/^(guest|pickup)\./, "");
}

/** Where a field is asked. What no step asks is shown where everything is checked. */
export function stepOfField(field: string): TripStep {
  if (field === "extras" || field.startsWith("extras.")) return "extras";
  return Object.hasOwn(stepOf, field) ? (stepOf[field] as TripStep) : "review";
}

/** True when `step` comes before `other`, or is the same. */
export const isUpTo = (step: TripStep, other: TripStep): boolean =>
  allSteps.indexOf(step) <= allSteps.indexOf(other);
