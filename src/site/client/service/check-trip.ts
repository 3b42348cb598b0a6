import type { PublicService } from "../../../catalogue/public-view.ts";
import { validateExtras } from "../../../domain/extras.ts";
import { internationalFault } from "../../../domain/phone-words.ts";
import { sayPassengers } from "../../service-words.ts";
import type { FieldViolation } from "../api.ts";
import { tooSmall } from "./offered-formats.ts";
import { dropOffLabel, routePlaces } from "./route-ends.ts";
import { passengersOf, tripExtras } from "./trip-answers.ts";
import type { TripForm } from "./trip-state.ts";
import { stepsOf, type TripStep } from "./trip-steps.ts";

/** Only what a typing slip looks like: whether it works, the first message tells. */
const emailShape = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** What is missing or plainly mistyped in one step, in the order of the page. The API decides the rest. */
export function checkStep(
  service: PublicService,
  form: TripForm,
  step: TripStep,
): FieldViolation[] {
  switch (step) {
    case "route":
      return routeViolations(service, form);
    case "format":
      return formatViolations(service, form);
    case "package":
      return form.package === "" ? refuse("package", "Choose a package.") : [];
    case "extras": {
      const checked = validateExtras(service.extras, tripExtras(service.extras, form));
      return checked.ok ? [] : checked.violations;
    }
    case "pickup":
      return [
        ...placeViolations(service, form),
        ...dropOffViolations(service, form),
        ...timeViolations(form),
      ];
    case "guest":
      return guestViolations(form);
    case "review":
      return [];
  }
}

/** The same of every step. */
export const checkTrip = (service: PublicService, form: TripForm): FieldViolation[] =>
  stepsOf(service).flatMap((step) => checkStep(service, form, step));

const refuse = (field: string, message: string): FieldViolation[] => [{ field, message }];

function routeViolations({ passengers }: PublicService, form: TripForm): FieldViolation[] {
  const party = passengersOf(form) ?? 0;
  const { minimum, maximum } = passengers;
  return [
    ...(form.route === "" ? refuse("route", "Choose a route.") : []),
    ...(party < minimum || party > maximum
      ? refuse("passengers", `Say how many travel: from ${minimum} to ${sayPassengers(maximum)}.`)
      : []),
  ];
}

function formatViolations(service: PublicService, form: TripForm): FieldViolation[] {
  const chosen = service.formats.find(({ id }) => id === form.format);
  if (chosen === undefined) return refuse("format", "Choose how you want to travel.");
  const why = tooSmall(chosen, form);
  return why === undefined ? [] : refuse("format", `${chosen.label}: ${why}`);
}

/** What stands against the place of the pickup. */
export function placeViolations(service: PublicService, form: TripForm): FieldViolation[] {
  const { place, details } = form;
  const chosen = routePlaces(service, form).find(({ id }) => id === place);
  if (chosen === undefined) return refuse("pickup.place", "Choose where we pick you up.");
  if (chosen.detailsLabel === undefined || details.trim() !== "") return [];
  return refuse("pickup.details", `Please fill in: ${chosen.detailsLabel}.`);
}

/** What stands against where the route ends. */
export function dropOffViolations(service: PublicService, form: TripForm): FieldViolation[] {
  const label = dropOffLabel(service, form);
  if (label === undefined || form.dropOff.trim() !== "") return [];
  return refuse("dropOff", `Please fill in: ${label}.`);
}

function timeViolations({ date, time }: TripForm): FieldViolation[] {
  // The day opens the times: what cannot be answered yet is not asked for.
  if (date === "") return refuse("date", "Choose a day.");
  return time === "" ? refuse("time", "Choose a time.") : [];
}

function guestViolations({ name, email, phone, whatsapp }: TripForm): FieldViolation[] {
  return [
    ...(name.trim() === "" ? refuse("name", "Tell us your name.") : []),
    ...(emailShape.test(email.trim())
      ? []
      : refuse("email", "Enter your email address, like name@example.org.")),
    ...phoneViolations(phone.trim()),
    ...(whatsapp === undefined
      ? refuse("whatsapp", "Say whether this number has WhatsApp: yes or no.")
      : []),
  ];
}

/** Whether there is such a number, the API finds out. */
function phoneViolations(number: string): FieldViolation[] {
  if (number === "") {
    return refuse("phone", "Enter your phone number, so that the driver can reach you.");
  }
  const fault = internationalFault(number);
  return fault === undefined ? [] : refuse("phone", fault);
}
