import { type Dispatch, useEffect } from "preact/hooks";
import { datePlus, monthOf } from "../../day-words.ts";
import type { RoomPageData } from "../../pages/room-page.tsx";
import { askAvailability } from "../api.ts";
import type { BookingAction, BookingState } from "../booking-state.ts";

/** The last date that can be booked. */
export const lastDate = ({ today, room }: RoomPageData): string =>
  datePlus(today, room.horizonDays);

function lastOfMonth(month: string): string {
  const firstOfNext = datePlus(`${month}-28`, 4).slice(0, 8);
  return datePlus(`${firstOfNext}01`, -1);
}

/** The first and the last date of the month that lie between today and the end of the window. */
function bookablePart(page: RoomPageData, month: string): (string | undefined)[] {
  const [, from] = [`${month}-01`, page.today].sort();
  const [to] = [lastOfMonth(month), lastDate(page)].sort();
  return [from, to];
}

async function loadMonth(
  page: RoomPageData,
  month: string,
  dispatch: Dispatch<BookingAction>,
): Promise<void> {
  const [from = "", to = ""] = bookablePart(page, month);
  if (from > to) {
    dispatch({ type: "month-arrived", month, days: [] });
    return;
  }
  dispatch({ type: "month-asked", month });
  const result = await askAvailability(page.room.slug, from, to);
  dispatch(
    result.ok
      ? { type: "month-arrived", month, days: result.value.days }
      : { type: "month-failed", month },
  );
}

/** Loads the month that is shown and those of the picked days, each once until it is forgotten. */
export function useAvailability(
  page: RoomPageData,
  state: BookingState,
  dispatch: Dispatch<BookingAction>,
  shownMonth: string,
): void {
  const wanted = [...new Set([shownMonth, ...state.form.dates.map(monthOf)])];
  const missing = state.phase === "filling" ? wanted.filter((month) => !state.months[month]) : [];
  const key = missing.join();
  useEffect(() => {
    for (const month of key === "" ? [] : key.split(",")) void loadMonth(page, month, dispatch);
  }, [key, page, dispatch]);
}
