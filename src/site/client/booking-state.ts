import type { LocalDate, WallTime } from "../../domain/local-time.ts";
import type { PriceLine } from "../../domain/money.ts";
import type { Alternative } from "../../domain/room/alternatives.ts";
import type { DayAvailability } from "../../domain/room/free-time.ts";
import type { FieldViolation, Problem, QuoteAnswer } from "./api.ts";
import type { TimeRules } from "./times.ts";

/** What the guest has entered. Numbers are kept as typed; an empty string is "not answered". */
export interface BookingForm {
  dates: LocalDate[];
  start: WallTime | "";
  end: WallTime | "";
  attendees: string;
  discount: string;
  extras: Record<string, string | boolean>;
  name: string;
  email: string;
  phone: string;
  notes: string;
}

export type TextField = Exclude<keyof BookingForm, "dates" | "start" | "end" | "extras">;

/** A slot held for this guest, waiting for the payment. `expiresAt` is by this machine's clock. */
export interface Hold {
  reservation: string;
  paymentIntent: string;
  clientSecret: string;
  publishableKey: string;
  amount: number;
  currency: string;
  lines: PriceLine[];
  expiresAt: number;
}

export type QuoteState =
  | { state: "none" }
  | { state: "asking"; previous: QuoteAnswer | undefined }
  | { state: "ready"; quote: QuoteAnswer }
  | { state: "refused"; violations: FieldViolation[] }
  | { state: "failed"; message: string };

export type Phase = "filling" | "submitting" | "paying" | "releasing" | "expired";

export interface BookingState {
  phase: Phase;
  form: BookingForm;
  /** Fields that the guest has been in: only these are told what is wrong before submitting. */
  touched: string[];
  days: Record<LocalDate, DayAvailability>;
  months: Record<string, "loading" | "ready" | "failed">;
  quote: QuoteState;
  violations: FieldViolation[];
  /** One sentence about the whole request, when it was refused or got lost. */
  problem: string | undefined;
  conflict: { dates: LocalDate[]; alternatives: Alternative[] } | undefined;
  /** What happened to the choice of days or times without the guest asking for it. */
  notice: string | undefined;
  /** Kept while it is not known whether the last submission arrived. */
  attemptKey: string | undefined;
  hold: Hold | undefined;
}

export type BookingAction =
  | { type: "restored"; form: BookingForm; hold?: Hold | undefined; now: number }
  | { type: "answered"; field: TextField; value: string }
  | { type: "extra-answered"; id: string; value: string | boolean }
  | { type: "field-left"; field: string }
  | { type: "days-picked"; dates: LocalDate[] }
  | { type: "start-picked"; start: WallTime | "" }
  | { type: "end-picked"; end: WallTime | "" }
  | { type: "alternative-taken"; alternative: Alternative }
  | { type: "month-asked"; month: string }
  | { type: "month-arrived"; month: string; days: DayAvailability[] }
  | { type: "month-failed"; month: string }
  | { type: "month-forgotten"; month: string }
  | { type: "quote-cleared" }
  | { type: "quote-asked" }
  | { type: "quote-arrived"; quote: QuoteAnswer }
  | { type: "quote-refused"; problem: Problem }
  | { type: "quote-failed" }
  | { type: "checked"; violations: FieldViolation[] }
  | { type: "submitted"; attemptKey: string }
  | { type: "held"; hold: Hold }
  | { type: "refused"; problem: Problem }
  | { type: "lost" }
  | HoldAction;

/** What can happen to a hold while it waits for its payment; of a room or of a class. */
export type HoldAction =
  | { type: "hold-ended" }
  | { type: "release-asked" }
  | { type: "released" }
  | { type: "release-failed"; message: string }
  | { type: "started-again" };

export interface BookingRules extends TimeRules {
  daysMax: number;
}

export const emptyForm: BookingForm = {
  dates: [],
  start: "",
  end: "",
  attendees: "",
  discount: "",
  extras: {},
  name: "",
  email: "",
  phone: "",
  notes: "",
};

export const initialState: BookingState = {
  phase: "filling",
  form: emptyForm,
  touched: [],
  days: {},
  months: {},
  quote: { state: "none" },
  violations: [],
  problem: undefined,
  conflict: undefined,
  notice: undefined,
  attemptKey: undefined,
  hold: undefined,
};

/** `dates[2]` and `dates` are one field on the page; `customer.email` is `email`. */
export const fieldOf = (path: string): string =>
  path.replace(/\[\d+\]$/, "").replace(/^customer\./, "");

/** What is wrong with one field, as the sentences to show beside it. */
export const violationsOf = (state: BookingState, field: string): FieldViolation[] =>
  state.violations.filter((violation) => fieldOf(violation.field) === field);

/** The availability of the picked days, as far as it is known. */
export const pickedDays = (state: BookingState): DayAvailability[] =>
  state.form.dates.flatMap((date) => state.days[date] ?? []);

/** True when the availability of every picked day is known. */
export const picksAreKnown = (state: BookingState): boolean =>
  pickedDays(state).length === state.form.dates.length;
