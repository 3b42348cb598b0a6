import type { PublicRoute, PublicService } from "../../../catalogue/public-view.ts";
import { placesOf } from "../../../domain/service/service-choices.ts";
import type { PickupPlace } from "../../../domain/service/service-rules.ts";
import type { TripForm } from "./trip-state.ts";

const routeOf = ({ routes }: PublicService, { route }: TripForm): PublicRoute | undefined =>
  routes.find(({ id }) => id === route);

/** The pickup places that the chosen route begins at. */
export const routePlaces = (service: PublicService, form: TripForm): PickupPlace[] =>
  placesOf(service.pickupPlaces, routeOf(service, form));

/** How the chosen route asks where it ends for this guest; `undefined` when it does not ask. */
export const dropOffLabel = (service: PublicService, form: TripForm): string | undefined =>
  routeOf(service, form)?.dropOffLabel;
