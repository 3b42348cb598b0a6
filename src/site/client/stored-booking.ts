import type { Hold } from "./booking-state.ts";

/** What survives a reload: in this tab only, and gone when the tab is closed. */
export interface StoredBooking<Form> {
  form: Form;
  hold?: Hold | undefined;
}

/** A room's slug, `experience/<slug>` or `service/<slug>`: the kinds may share a slug. */
export type BookableKey = string;

export const experienceKey = (slug: string): BookableKey => `experience/${slug}`;

export const serviceKey = (slug: string): BookableKey => `service/${slug}`;

const keyFor = (bookable: BookableKey): string => `booking:${bookable}`;

/** What this tab remembers of a booking. Broken or refused storage is no memory. */
export function recallBooking<Form>(
  bookable: BookableKey,
  empty: Form,
): StoredBooking<Form> | undefined {
  try {
    const text = sessionStorage.getItem(keyFor(bookable));
    if (text === null) return undefined;
    const stored = JSON.parse(text) as Partial<StoredBooking<Form>>;
    return { ...stored, form: { ...empty, ...stored.form } };
  } catch {
    return undefined;
  }
}

/** Remembers the booking; a browser that refuses storage loses only the comfort of a reload. */
export function rememberBooking<Form>(bookable: BookableKey, booking: StoredBooking<Form>): void {
  try {
    sessionStorage.setItem(keyFor(bookable), JSON.stringify(booking));
  } catch {
    // Private windows and full storage: nothing to do about it.
  }
}

/** Forgets it: the booking is made, or given up. */
export function forgetBooking(bookable: BookableKey): void {
  try {
    sessionStorage.removeItem(keyFor(bookable));
  } catch {
    // As above.
  }
}
