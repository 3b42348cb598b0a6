import type { LocalDate, WallTime } from "../local-time.ts";
import { isLocalDate, isWallTime } from "../local-time.ts";

/** Which session: its experience's slug and when it begins on the wall. */
export interface SessionName {
  experience: string;
  date: LocalDate;
  time: WallTime;
}

/** `<experience>/<date>/<time>`: the name of the object that decides about a session. */
export function sessionName({ experience, date, time }: SessionName): string {
  return `${experience}/${date}/${time}`;
}

/** The session that an object's name stands for; `undefined` for what is no such name. */
export function parseSessionName(name: string): SessionName | undefined {
  const [, experience, date, time] = /^([a-z0-9-]{1,40})\/([^/]+)\/([^/]+)$/.exec(name) ?? [];
  return existing(experience, date, time);
}

/** `2026-12-12T10:00`: a session among those of its experience, as the API and its guests write it. */
export function sessionKey({ date, time }: { date: LocalDate; time: WallTime }): string {
  return `${date}T${time}`;
}

/** The date and time of a session's key; `undefined` for what is none. */
export function parseSessionKey(key: string): { date: LocalDate; time: WallTime } | undefined {
  const [, date, time] = /^([^T]{10})T([^T]{5})$/.exec(key) ?? [];
  if (date === undefined || time === undefined) return undefined;
  return isLocalDate(date) && isWallTime(time) ? { date, time } : undefined;
}

/**
 * Ids route themselves: `res_session_<experience>_<yyyymmdd>t<hhmm>_<16 of 0-9a-v>` names the object
 * that holds it, also while it is only asked for. Slugs have no underscore.
 */
export function sessionReservationId(session: SessionName, random: string): string {
  const { experience, date, time } = session;
  const when = `${date.replaceAll("-", "")}t${time.replace(":", "")}`;
  return `res_session_${experience}_${when}_${random}`;
}

const RESERVATION =
  /^res_session_([a-z0-9-]{1,40})_(\d{4})(\d{2})(\d{2})t(\d{2})(\d{2})_[0-9a-v]{16}$/;

/** The session that a reservation's id names; `undefined` for what is no id of a session. */
export function sessionOf(reservation: string): SessionName | undefined {
  const [, experience, year, month, day, hours, minutes] = RESERVATION.exec(reservation) ?? [];
  return existing(experience, `${year}-${month}-${day}`, `${hours}:${minutes}`);
}

function existing(experience = "", date = "", time = ""): SessionName | undefined {
  if (experience === "" || !isLocalDate(date) || !isWallTime(time)) return undefined;
  return { experience, date, time };
}
