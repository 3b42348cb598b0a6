import type { LocalDate } from "../../../domain/local-time.ts";
import { count } from "../../day-words.ts";
import type { FieldViolation, Problem } from "../api.ts";
import { sayProblem } from "../problem-words.ts";
import type { OfferedSession } from "./session-api.ts";
import {
  partySize,
  type SessionAction,
  type SessionForm,
  type SessionState,
  sessionFieldOf,
} from "./session-state.ts";

export interface SessionWindow {
  /** The last date on which sessions can be booked. */
  lastDate: LocalDate;
}

/** The form of an experience or a class as a state machine. Pure: no clock, network or storage. */
export const sessionReducer =
  (window: SessionWindow) =>
  (state: SessionState, action: SessionAction): SessionState => {
    switch (action.type) {
      case "restored":
        return restored(state, action);
      case "answered":
        return edited(state, action.field, { [action.field]: action.value });
      case "mode-picked":
        return { ...edited(state, "mode", { mode: action.mode }), violations: [] };
      case "sessions-wanted":
        return { ...state, sessions: { ...state.sessions, state: "wanted" } };
      case "sessions-asked":
        return { ...state, sessions: { ...state.sessions, state: "loading" } };
      case "sessions-failed":
        return { ...state, sessions: { ...state.sessions, state: "failed" } };
      case "sessions-arrived":
        return sessionsArrived(state, action, window);
      case "checked":
        return { ...state, violations: action.violations, problem: undefined };
      case "submitted":
        return {
          ...state,
          phase: "submitting",
          attemptKey: action.attemptKey,
          violations: [],
          problem: undefined,
        };
      case "held":
        return { ...state, phase: "paying", hold: action.hold, attemptKey: undefined };
      case "reserved":
        return { ...state, phase: "reserved", reserved: action.reserved, attemptKey: undefined };
      case "refused":
        return refused(state, action.problem);
      case "lost":
        return {
          ...state,
          phase: "filling",
          problem:
            "We could not reach the booking desk, so nothing is certain yet. Try again: it will not book or charge you twice.",
        };
      case "hold-ended":
        return state.hold === undefined
          ? state
          : { ...state, phase: "expired", problem: undefined };
      case "release-asked":
        return { ...state, phase: "releasing", problem: undefined };
      case "release-failed":
        return { ...state, phase: "paying", problem: action.message };
      case "released":
      case "started-again":
        return startedAgain(state);
    }
  };

/** Any change makes the next submission a new attempt and takes back what was said of the field. */
function edited(state: SessionState, field: string, change: Partial<SessionForm>): SessionState {
  return {
    ...state,
    form: { ...state.form, ...change },
    violations: state.violations.filter((each) => sessionFieldOf(each.field) !== field),
    problem: undefined,
    attemptKey: undefined,
  };
}

function restored(
  state: SessionState,
  { form, hold, reserved, now }: Extract<SessionAction, { type: "restored" }>,
): SessionState {
  if (reserved !== undefined) return { ...state, form, reserved, phase: "reserved" };
  if (hold === undefined) return { ...state, form };
  return { ...state, form, hold, phase: hold.expiresAt > now ? "paying" : "expired" };
}

/** What is free has changed, by our own claim at least: the sessions are asked for again. */
const forgotten: SessionState["sessions"] = { state: "wanted", list: [], until: undefined };

function startedAgain(state: SessionState): SessionState {
  return {
    ...state,
    phase: "filling",
    hold: undefined,
    reserved: undefined,
    problem: undefined,
    sessions: forgotten,
  };
}

/** Asks on by itself until there is something to choose from and the picked session is known. */
function sessionsArrived(
  state: SessionState,
  { sessions, until }: { sessions: OfferedSession[]; until: LocalDate },
  { lastDate }: SessionWindow,
): SessionState {
  const list = [...state.sessions.list, ...sessions];
  const hasChoice = list.some(({ spotsAvailable }) => spotsAvailable > 0);
  const reachesPick = state.form.session.slice(0, 10) <= until;
  const isEnough = until >= lastDate || (hasChoice && reachesPick);
  const next: SessionState = {
    ...state,
    sessions: { state: isEnough ? "ready" : "wanted", list, until },
  };
  const { session } = state.form;
  const isGone = session !== "" && reachesPick && list.every((each) => each.session !== session);
  return isGone ? pickGone(next) : next;
}

/** A link or this tab's memory named a session that is not, or no longer, to be had. */
const pickGone = (state: SessionState): SessionState => ({
  ...state,
  form: { ...state.form, session: "" },
  violations: [
    { field: "session", message: "That session can no longer be booked. Choose another one." },
  ],
});

function refused(state: SessionState, problem: Problem): SessionState {
  const answered: SessionState = { ...state, phase: "filling", attemptKey: undefined };
  if (problem.code === "session-full") return full(answered, problem.spotsAvailable ?? 0);
  const violations = problem.violations ?? [];
  if (violations.some(({ field }) => field === "hotel")) {
    return {
      ...answered,
      form: { ...state.form, hotel: "" },
      problem:
        "The hotel in this page's address is not one that we know. Send it again to book without it.",
    };
  }
  return {
    ...answered,
    violations,
    problem: violations.length > 0 ? undefined : sayProblem(problem),
  };
}

/** Somebody was quicker: says how many spots are left, and shows the sessions as they are now. */
function full(state: SessionState, spotsAvailable: number): SessionState {
  const violation: FieldViolation = { field: "session", message: sayFull(state, spotsAvailable) };
  return {
    ...state,
    form: { ...state.form, session: "" },
    violations: [violation],
    sessions: forgotten,
  };
}

function sayFull({ form }: SessionState, spotsAvailable: number): string {
  const nothing = "Nothing was booked or charged.";
  if (form.mode === "request") {
    return `There is a session at that time, and it is full. ${nothing} Choose another time.`;
  }
  if (spotsAvailable === 0) {
    return `Somebody was quicker: that session is full now. ${nothing} Choose another one.`;
  }
  const party = partySize(form) ?? 1;
  const left = `only ${count(spotsAvailable, "spot")} ${spotsAvailable === 1 ? "is" : "are"} left`;
  return `Somebody was quicker: ${left}, and you are ${party}. ${nothing} Choose another session, or fewer people.`;
}
