import type { LocalDate } from "../local-time.ts";

/**
 * The id of a day's calendar event: it follows from the reservation, the date and the generation
 * alone, so that writing twice writes once. Only `a`–`v` and `0`–`9`; an id that was deleted can
 * never be used again, which is what the generation is for (Google Calendar, Events: insert).
 */
export function entryId(reservation: string, date: LocalDate, generation: number): string {
  return `tg${randomPart(reservation)}${date.replaceAll("-", "")}g${generation}`;
}

export interface EntryName {
  /** The random part of the reservation's id. */
  random: string;
  date: LocalDate;
  generation: number;
}

/** Reads an id of ours back; `undefined` for anybody else's. */
export function parseEntryId(id: string): EntryName | undefined {
  const parts = /^tg([0-9a-v]{16})(\d{4})(\d{2})(\d{2})g(\d+)$/.exec(id);
  if (parts === null) return undefined;
  const [, random = "", year, month, day, generation] = parts;
  return { random, date: `${year}-${month}-${day}`, generation: Number(generation) };
}

/** The random part of a reservation id: `res_room_<slug>_<16 of 0-9a-v>`. */
function randomPart(reservation: string): string {
  return reservation.slice(reservation.lastIndexOf("_") + 1);
}
