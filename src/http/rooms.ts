import { catalogue } from "../catalogue/catalogue.ts";
import { roomOf } from "../domain/reservation-id.ts";
import type { Env } from "../env.ts";

/** The room's object. */
export function roomStub(env: Env, slug: string) {
  return env.ROOM.getByName(slug);
}

/** The object that a reservation id names, if the catalogue still has its room. */
export function stubOfReservation(env: Env, reservation: string) {
  const slug = roomOf(reservation);
  return slug !== undefined && catalogue.room(slug) ? roomStub(env, slug) : undefined;
}

/** One object for what belongs to no bookable. */
export function deskStub(env: Env) {
  return env.DESK.getByName("desk");
}
