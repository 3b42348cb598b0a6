import type { Dispatch } from "preact/hooks";
import type { RoomPageData } from "../../pages/room-page.tsx";
import type { BookingAction, BookingState } from "../booking-state.ts";

/** What every part of the booking form is given. */
export interface BookingPart {
  page: RoomPageData;
  state: BookingState;
  dispatch: Dispatch<BookingAction>;
}
