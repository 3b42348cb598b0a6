import type { PublicService } from "../../../catalogue/public-view.ts";
import { extrasInWords } from "../../../domain/extras.ts";
import { sayDay, sayTime } from "../../day-words.ts";
import { sayPassengers } from "../../service-words.ts";
import { dropOffLabel } from "./route-ends.ts";
import { passengersOf, tripExtras } from "./trip-answers.ts";
import type { TripForm } from "./trip-state.ts";
import type { TripStep } from "./trip-steps.ts";

/** One thing that the guest has chosen, in words. */
export interface ChosenPart {
  step: TripStep;
  label: string;
  /** Empty when it has not been chosen yet; one entry a line. */
  lines: string[];
}

const labelOf = (offered: readonly { id: string; label: string }[], id: string): string[] =>
  offered.filter((each) => each.id === id).map(({ label }) => label);

/** What the trip is so far, in the order of the steps, as its guest would say it. */
export function chosenTrip(service: PublicService, form: TripForm): ChosenPart[] {
  const passengers = passengersOf(form);
  const { extras } = service;
  const answers = extrasInWords(extras, tripExtras(extras, form));
  return [
    {
      step: "route",
      label: "Route",
      lines: [
        ...labelOf(service.routes, form.route),
        ...(passengers === undefined ? [] : [sayPassengers(passengers)]),
      ],
    },
    { step: "format", label: "Format", lines: labelOf(service.formats, form.format) },
    { step: "package", label: "Package", lines: labelOf(service.packages, form.package) },
    {
      step: "extras",
      label: "Extras",
      lines: answers.map(({ label, value }) => (value === "Yes" ? label : `${label}: ${value}`)),
    },
    { step: "pickup", label: "Pickup", lines: pickupLines(service, form) },
    { step: "guest", label: "Guest", lines: guestLines(form) },
  ];
}

function pickupLines(service: PublicService, form: TripForm): string[] {
  const { place, details, date, time } = form;
  const [where] = labelOf(service.pickupPlaces, place);
  const dropOff = dropOffLabel(service, form) === undefined ? "" : form.dropOff.trim();
  const when = date === "" ? [] : [sayDay(date), ...(time === "" ? [] : [sayTime(time)])];
  return [
    ...(when.length === 0 ? [] : [when.join(", ")]),
    ...(where === undefined ? [] : [details.trim() === "" ? where : `${where}: ${details.trim()}`]),
    ...(dropOff === "" ? [] : [`Drop-off: ${dropOff}`]),
  ];
}

function guestLines({ name, email, phone, whatsapp, notes }: TripForm): string[] {
  const number = phone.trim();
  const reach = number !== "" && whatsapp ? `${number} (WhatsApp)` : number;
  return [name, email, reach, notes].map((line) => line.trim()).filter(Boolean);
}
