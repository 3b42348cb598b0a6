import type { LocalDate, WallTime } from "../../../domain/local-time.ts";
import type { Alternative } from "../../../domain/room/alternatives.ts";
import type { FieldViolation, Problem, QuoteAnswer } from "../api.ts";
import { type TripStep, tripFieldOf } from "./trip-steps.ts";

/** What the guest has chosen and entered. Numbers are kept as typed; an empty string is "not yet". */
export interface TripForm {
  route: string;
  format: string;
  package: string;
  passengers: string;
  extras: Record<string, string | boolean>;
  place: string;
  details: string;
  dropOff: string;
  date: LocalDate | "";
  time: WallTime | "";
  name: string;
  email: string;
  phone: string;
  /** `undefined`: not answered yet. */
  whatsapp: boolean | undefined;
  notes: string;
}

export type TripTextField = Exclude<keyof TripForm, "extras" | "whatsapp">;

/** The last price that the API told; it stands until another one is there. */
export interface TripQuote {
  state: "none" | "asking" | "ready" | "failed";
  quote: QuoteAnswer | undefined;
}

/** A trip that is kept for this guest while the hosted payment is open. */
export interface OpenCheckout {
  /** The same key leads to the same payment again. */
  attemptKey: string;
  /** UTC epoch ms by this machine's clock. */
  expiresAt: number;
  reservation: string;
  /** The hosted payment's own id: with it, the guest can give the trip up. */
  session: string;
}

export interface TripState {
  /** `leaving`: the browser is on its way to the hosted payment. */
  phase: "filling" | "submitting" | "leaving";
  step: TripStep;
  /** The furthest step that was opened: up to it, steps can be gone to in any order. */
  reached: TripStep;
  /** Where the focus belongs; counted, so that the same place can be asked for again. */
  focus: { on: "heading" | "refusal" | "notice"; times: number };
  form: TripForm;
  price: TripQuote;
  violations: FieldViolation[];
  /** Times that had no vehicle left when this trip was to be kept. */
  taken: { date: LocalDate; time: WallTime }[];
  /** Other times that the API offered instead of the last one. */
  alternatives: Alternative[];
  /** One or two sentences about the whole request, when it was refused or got lost. */
  problem: string | undefined;
  /** What happened to a choice without the guest asking for it. */
  notice: string | undefined;
  /** Kept while it is not known whether the last submission arrived. */
  attemptKey: string | undefined;
  /** A payment that was opened and, as far as this page knows, not made. */
  checkout: OpenCheckout | undefined;
  /** Came back from the hosted payment without paying. */
  isBack: boolean;
  /** Whether the unpaid trip is being given up, or is. `failed`: it is not known, and kept. */
  givingUp: "no" | "asking" | "done" | "failed";
}

export type TripAction =
  | { type: "answered"; field: TripTextField; value: string }
  | { type: "alternative-taken"; alternative: Alternative }
  | { type: "whatsapp-answered"; value: boolean }
  | { type: "extra-answered"; id: string; value: string | boolean }
  | { type: "step-asked"; step: TripStep }
  | { type: "continued"; violations: FieldViolation[] }
  | { type: "quote-cleared" }
  | { type: "quote-asked" }
  | { type: "quote-arrived"; quote: QuoteAnswer }
  | { type: "quote-refused"; problem: Problem }
  | { type: "quote-failed" }
  | { type: "checked"; violations: FieldViolation[] }
  | { type: "submitted"; attemptKey: string }
  | ({ type: "checkout-opened" } & Omit<OpenCheckout, "attemptKey">)
  | { type: "checkout-over" }
  | { type: "refused"; problem: Problem }
  | { type: "lost" }
  | { type: "came-back" }
  | { type: "give-up-asked" }
  | { type: "gave-up" }
  | { type: "give-up-failed" };

export const emptyTripForm: TripForm = {
  route: "",
  format: "",
  package: "",
  passengers: "",
  extras: {},
  place: "",
  details: "",
  dropOff: "",
  date: "",
  time: "",
  name: "",
  email: "",
  phone: "",
  whatsapp: undefined,
  notes: "",
};

export const initialTripState: TripState = {
  phase: "filling",
  step: "route",
  reached: "route",
  focus: { on: "heading", times: 0 },
  form: emptyTripForm,
  price: { state: "none", quote: undefined },
  violations: [],
  taken: [],
  alternatives: [],
  problem: undefined,
  notice: undefined,
  attemptKey: undefined,
  checkout: undefined,
  isBack: false,
  givingUp: "no",
};

/** What is wrong with one field, as the sentences to show beside it. */
export const tripViolationsOf = (
  { violations }: Pick<TripState, "violations">,
  field: string,
): FieldViolation[] => violations.filter((each) => tripFieldOf(each.field) === field);
