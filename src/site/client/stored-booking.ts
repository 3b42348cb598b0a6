import { type BookingForm, emptyForm, type Hold } from "./booking-state.ts";

/** What survives a reload: in this tab only, and gone when the tab is closed. */
export interface StoredBooking {
  form: BookingForm;
  hold?: Hold | undefined;
}

const keyFor = (room: string): string => `booking:${room}`;

/** What this tab remembers of a booking of the room. Broken or refused storage is no memory. */
export function recallBooking(room: string): StoredBooking | undefined {
  try {
    const text = sessionStorage.getItem(keyFor(room));
    if (text === null) return undefined;
    const stored = JSON.parse(text) as Partial<StoredBooking>;
    return { form: { ...emptyForm, ...stored.form }, hold: stored.hold };
  } catch {
    return undefined;
  }
}

/** Remembers the booking; a browser that refuses storage loses only the comfort of a reload. */
export function rememberBooking(room: string, booking: StoredBooking): void {
  try {
    sessionStorage.setItem(keyFor(room), JSON.stringify(booking));
  } catch {
    // Private windows and full storage: nothing to do about it.
  }
}

/** Forgets it: the booking is made, or given up. */
export function forgetBooking(room: string): void {
  try {
    sessionStorage.removeItem(keyFor(room));
  } catch {
    // As above.
  }
}
