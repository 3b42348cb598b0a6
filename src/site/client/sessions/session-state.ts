import type { LocalDate, WallTime } from "../../../domain/local-time.ts";
import type { FieldViolation, Problem } from "../api.ts";
import type { Hold, HoldAction } from "../booking-state.ts";
import type { OfferedSession, ReservationAnswer } from "./session-api.ts";

/** What the guest has entered. Numbers are kept as typed; an empty string is "not answered". */
export interface SessionForm {
  /** A session that there is, or a time of the guest's own. */
  mode: "session" | "request";
  session: string;
  date: LocalDate | "";
  time: WallTime | "";
  participants: string;
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  /** Whose page the guest came from. */
  hotel: string;
}

export type SessionField = Exclude<keyof SessionForm, "mode">;

/** `wanted`: the next days after `until` are to be asked for; `until` is the last date known. */
export interface KnownSessions {
  state: "wanted" | "loading" | "ready" | "failed";
  list: OfferedSession[];
  until: LocalDate | undefined;
}

export type SessionPhase =
  | "filling"
  | "submitting"
  | "paying"
  | "releasing"
  | "expired"
  | "reserved";

export interface SessionState {
  phase: SessionPhase;
  form: SessionForm;
  sessions: KnownSessions;
  violations: FieldViolation[];
  /** One sentence about the whole request, when it was refused or got lost. */
  problem: string | undefined;
  /** Kept while it is not known whether the last submission arrived. */
  attemptKey: string | undefined;
  /** Spots of a class, waiting for the card payment. */
  hold: Hold | undefined;
  /** Spots that wait for their payment by link, or a request that waits for its answer. */
  reserved: ReservationAnswer | undefined;
}

export type SessionAction =
  | {
      type: "restored";
      form: SessionForm;
      hold?: Hold | undefined;
      reserved?: ReservationAnswer | undefined;
      now: number;
    }
  | { type: "answered"; field: SessionField; value: string }
  | { type: "mode-picked"; mode: SessionForm["mode"] }
  | { type: "sessions-wanted" }
  | { type: "sessions-asked" }
  | { type: "sessions-arrived"; sessions: OfferedSession[]; until: LocalDate }
  | { type: "sessions-failed" }
  | { type: "checked"; violations: FieldViolation[] }
  | { type: "submitted"; attemptKey: string }
  | { type: "held"; hold: Hold }
  | { type: "reserved"; reserved: ReservationAnswer }
  | { type: "refused"; problem: Problem }
  | { type: "lost" }
  | HoldAction;

export const emptySessionForm: SessionForm = {
  mode: "session",
  session: "",
  date: "",
  time: "",
  participants: "",
  firstName: "",
  lastName: "",
  email: "",
  phone: "",
  hotel: "",
};

export const initialSessionState: SessionState = {
  phase: "filling",
  form: emptySessionForm,
  sessions: { state: "wanted", list: [], until: undefined },
  violations: [],
  problem: undefined,
  attemptKey: undefined,
  hold: undefined,
  reserved: undefined,
};

/** The field of the page that a path of the request is about: `guest.email` is `email`. */
export function sessionFieldOf(path: string): string {
  const field = path.replace(/^(guest|customer|requested)\./, "");
  // A class takes one name; the page asks for it in two parts.
  if (field === "name") return "firstName";
  return field === "requested" ? "date" : field;
}

/** What is wrong with one field, as the sentences to show beside it. */
export const sessionViolationsOf = (state: SessionState, field: string): FieldViolation[] =>
  state.violations.filter((violation) => sessionFieldOf(violation.field) === field);

/** The session that is picked, as far as it is known. */
export const pickedSession = ({ form, sessions }: SessionState): OfferedSession | undefined =>
  sessions.list.find(({ session }) => session === form.session);

/** How many people come; `undefined` for what is no whole number above zero. */
export function partySize({ participants }: SessionForm): number | undefined {
  return /^[1-9]\d{0,4}$/.test(participants.trim()) ? Number(participants) : undefined;
}
