import type { PublicService } from "../../../catalogue/public-view.ts";
import {
  recallBooking,
  rememberBooking,
  type StoredBooking,
  serviceKey,
} from "../stored-booking.ts";
import { routePlaces } from "./route-ends.ts";
import {
  emptyTripForm,
  initialTripState,
  type OpenCheckout,
  type TripForm,
  type TripState,
} from "./trip-state.ts";
import { isUpTo, stepsOf, type TripStep } from "./trip-steps.ts";

/** What survives a reload and the way to the hosted payment and back: in this tab only. */
export interface StoredTrip extends StoredBooking<TripForm> {
  step?: TripStep;
  reached?: TripStep;
  attemptKey?: string | undefined;
  checkout?: OpenCheckout | undefined;
}

/** What was to be paid is over, unpaid: the guest's choices stay, for the next try. */
export function forgetCheckout(slug: string): void {
  const stored: StoredTrip | undefined = recallBooking(serviceKey(slug), emptyTripForm);
  if (stored === undefined) return;
  const { attemptKey: _attempt, checkout: _checkout, ...choices } = stored;
  rememberBooking(serviceKey(slug), choices);
}

const only = <T extends { id: string }>(offered: readonly T[]): string =>
  offered.length === 1 ? (offered[0]?.id ?? "") : "";

/** Nothing that costs is chosen for the guest; where there is no choice, it is made. */
export function firstForm(service: PublicService): TripForm {
  const { routes, formats, packages, passengers } = service;
  const form = { ...emptyTripForm, route: only(routes) };
  const included = packages.filter(({ price }) => price === undefined);
  return {
    ...form,
    format: only(formats),
    package: only(packages) || only(included),
    place: only(routePlaces(service, form)),
    passengers: String(passengers.minimum),
  };
}

/**
 * The builder as this tab remembers it. `now`: UTC epoch ms. `isBack`: the address says that the
 * hosted payment was left.
 */
export function restoredTrip(
  service: PublicService,
  stored: StoredTrip | undefined,
  { now, isBack }: { now: number; isBack: boolean },
): TripState {
  const form = firstForm(service);
  if (stored === undefined) return arrived({ ...initialTripState, form, isBack });
  const steps = stepsOf(service);
  const known = (step: TripStep | undefined) =>
    step !== undefined && steps.includes(step) ? step : "route";
  const reached = known(stored.reached);
  const step = known(stored.step);
  const isOver = stored.checkout !== undefined && isPast(stored.checkout, now);
  return arrived({
    ...initialTripState,
    form: { ...form, ...stored.form },
    step: isUpTo(step, reached) ? step : reached,
    reached,
    attemptKey: isOver ? undefined : stored.attemptKey,
    checkout: isOver ? undefined : stored.checkout,
    isBack: isBack || stored.checkout !== undefined,
  });
}

/** Also of one that an earlier version of this page remembered, without what it can be given up by. */
const isPast = ({ expiresAt, session }: Partial<OpenCheckout>, now: number): boolean =>
  expiresAt === undefined || expiresAt <= now || session === undefined;

/** Who comes back is told at once how it stands; anybody else begins at the top of the page. */
const arrived = (state: TripState): TripState =>
  state.isBack ? { ...state, focus: { on: "notice", times: 1 } } : state;

export const recallTrip = (service: PublicService): StoredTrip | undefined =>
  recallBooking(serviceKey(service.slug), firstForm(service));

export function rememberTrip(service: PublicService, state: TripState): void {
  const { form, step, reached, attemptKey, checkout } = state;
  const stored: StoredTrip = { form, step, reached, attemptKey, checkout };
  rememberBooking(serviceKey(service.slug), stored);
}
