/**
 * Ids route themselves: `res_room_<slug>_<16 of 0-9a-v>` names the object that holds it, so a
 * webhook or a link reaches it without a look-up. Slugs have no underscore.
 */
export function reservationId(room: string, random: string): string {
  return `res_room_${room}_${random}`;
}

/** The room that an id names; `undefined` for what is no id of ours. */
export function roomOf(reservation: string): string | undefined {
  return /^res_room_([a-z0-9-]{1,40})_[0-9a-v]{16}$/.exec(reservation)?.[1];
}

/** Without letters and digits that are mistaken for one another on the phone. */
const CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/** A booking code such as `TG-7KQ2-M9XA`, from at least eight random bytes. */
export function bookingCode(random: Uint8Array): string {
  const letters = [...random.slice(0, 8)].map((byte) => CODE_LETTERS[byte % CODE_LETTERS.length]);
  return `TG-${letters.slice(0, 4).join("")}-${letters.slice(4).join("")}`;
}

/** Sixteen characters of 0–9 and a–v (80 bits), from at least sixteen random bytes. */
export function randomPart(random: Uint8Array): string {
  return [...random.slice(0, 16)].map((byte) => (byte % 32).toString(32)).join("");
}
