import type { BookingForm } from "./booking-state.ts";

const dateShape = /^\d{4}-\d{2}-\d{2}$/;
const timeShape = /^([01]\d|2[0-3]):[0-5]\d$/;

/**
 * The slot that a link to a room proposes: `?dates=2026-12-07,2026-12-08&start=09:00&end=12:00`.
 * Confirmation pages and emails offer alternatives by such links. Anything else is ignored.
 */
export function prefilledSlot(
  search: string,
  daysMax: number,
): Pick<BookingForm, "dates" | "start" | "end"> | undefined {
  const query = new URLSearchParams(search);
  const dates = (query.get("dates") ?? "").split(",").filter((date) => dateShape.test(date));
  if (dates.length === 0 || dates.length > daysMax) return undefined;
  const time = (name: string) => {
    const value = query.get(name) ?? "";
    return timeShape.test(value) ? value : "";
  };
  const start = time("start");
  return { dates: [...new Set(dates)].sort(), start, end: start === "" ? "" : time("end") };
}

/** The link that proposes a slot in a room. */
export function slotLink(
  room: string,
  slot: { dates: string[]; start: string; end: string },
): string {
  const query = new URLSearchParams({
    dates: slot.dates.join(","),
    start: slot.start,
    end: slot.end,
  });
  return `/rooms/${room}?${query}`;
}
