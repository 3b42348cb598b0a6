import type { PublicService } from "../../../catalogue/public-view.ts";
import { sayList } from "../../day-words.ts";
import { offeredFormats } from "./offered-formats.ts";
import { openTimes } from "./open-times.ts";
import { routePlaces } from "./route-ends.ts";
import type { TripState } from "./trip-state.ts";

/** Takes back a format that the new route or the larger party cannot have, and says so. */
export function settleFormat(service: PublicService, state: TripState): TripState {
  const { form } = state;
  const offered = offeredFormats(service, form).filter(({ tooSmall }) => tooSmall === undefined);
  const isOpen = form.format === "" || offered.some(({ id }) => id === form.format);
  if (isOpen || form.route === "") return state;
  return { ...state, form: { ...form, format: "" }, notice: sayOffered(offered) };
}

/** Takes back a place at which the new route does not begin, and says so; the only one is chosen. */
export function settlePlace(service: PublicService, state: TripState): TripState {
  const places = routePlaces(service, state.form);
  const form = { ...state.form, dropOff: "" };
  if (places.some(({ id }) => id === form.place)) return { ...state, form };
  const [place, ...others] = places;
  const only = others.length === 0 ? place : undefined;
  const before = service.pickupPlaces.find(({ id }) => id === form.place);
  const said = before === undefined ? undefined : sayBegin(before.label, only?.label);
  const notice = [state.notice, said].filter(Boolean).join(" ") || undefined;
  return { ...state, form: { ...form, place: only?.id ?? "", details: "" }, notice };
}

function sayBegin(before: string, only: string | undefined): string {
  return only === undefined
    ? `This route does not begin at “${before}”: choose again where we pick you up.`
    : `This route begins at “${only}”: we pick you up there.`;
}

function sayOffered(offered: readonly { label: string }[]): string {
  if (offered.length === 0) {
    return "Nothing on this route takes so many: choose fewer passengers, or another route.";
  }
  const labels = sayList(offered.map(({ label }) => `“${label}”`));
  return `This trip is offered as ${labels}: choose again how you travel.`;
}

/** Takes back a time at which nobody is picked up on the new day, and says so. */
export function settleTime(service: PublicService, state: TripState): TripState {
  const { time } = state.form;
  if (time === "" || openTimes(service, state).includes(time)) return state;
  return {
    ...state,
    form: { ...state.form, time: "" },
    notice: "Pickups are at other times on that day: choose the time again.",
  };
}
