import type { PublicService } from "../../../catalogue/public-view.ts";
import type { TripPrice } from "../../../domain/service/service-rules.ts";
import { sayPassengers } from "../../service-words.ts";
import { passengersOf } from "./trip-answers.ts";
import type { TripForm } from "./trip-state.ts";

type Format = PublicService["formats"][number];

/** A format that the chosen route has. */
export interface OfferedFormat extends Format {
  price: TripPrice;
  /** Why this party cannot have it. */
  tooSmall: string | undefined;
}

/** The formats of the chosen route, with those that do not seat everybody. */
export function offeredFormats(service: PublicService, form: TripForm): OfferedFormat[] {
  const prices = service.routes.find(({ id }) => id === form.route)?.prices ?? {};
  return service.formats.flatMap((format) => {
    const price = prices[format.id];
    return price === undefined ? [] : [{ ...format, price, tooSmall: tooSmall(format, form) }];
  });
}

/** Why a format cannot be had by this party; `undefined` when it can. */
export function tooSmall({ passengersMax }: Format, form: TripForm): string | undefined {
  const party = passengersOf(form);
  if (passengersMax === undefined || party === undefined || party <= passengersMax) {
    return undefined;
  }
  return `Up to ${sayPassengers(passengersMax)}: too small for ${party}.`;
}
