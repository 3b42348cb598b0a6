import { catalogue } from "../catalogue/catalogue.ts";
import { roomOf } from "../domain/reservation-id.ts";
import { serviceOf } from "../domain/service/service-name.ts";
import { type SessionName, sessionName, sessionOf } from "../domain/session/session-name.ts";
import { couldBeSession } from "../domain/session/session-times.ts";
import type { Env } from "../env.ts";

/** The room's object. */
export function roomStub(env: Env, slug: string) {
  return env.ROOM.getByName(slug);
}

/** The session's object. The catalogue must know the experience. */
export function sessionStub(env: Env, session: SessionName) {
  return env.SESSION.getByName(sessionName(session));
}

/** The session's object that a reservation id names, if the catalogue still has its experience. */
export function sessionStubOf(env: Env, reservation: string) {
  const session = sessionOf(reservation);
  return session && catalogue.experience(session.experience) && sessionStub(env, session);
}

/** The service's object. */
export function serviceStub(env: Env, slug: string) {
  return env.SERVICE.getByName(slug);
}

/**
 * The object that a reservation id names, if the catalogue still has what it is for. The id must come
 * from us: in what a provider has signed, in a signed link, from staff or the ledger.
 */
export function stubOfReservation(env: Env, reservation: string) {
  const room = roomOf(reservation);
  if (room !== undefined) return catalogue.room(room) && roomStub(env, room);
  const service = serviceOf(reservation);
  if (service !== undefined) return catalogue.service(service) && serviceStub(env, service);
  return sessionStubOf(env, reservation);
}

/**
 * The object that an id from anybody names. Ids of sessions are easily made up, and being asked is
 * enough to make an object: a session that cannot be gets none.
 */
export function stubForStranger(env: Env, reservation: string, now: number) {
  const session = sessionOf(reservation);
  const experience = session && catalogue.experience(session.experience);
  if (session && experience && !couldBeSession(experience.rules, session, now)) return undefined;
  return stubOfReservation(env, reservation);
}

/** One object for what belongs to no bookable. */
export function deskStub(env: Env) {
  return env.DESK.getByName("desk");
}
