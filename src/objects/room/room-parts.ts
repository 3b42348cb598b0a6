import type { Room } from "../../catalogue/catalogue.ts";
import type { ObjectStorage } from "../../storage.ts";
import type { Log } from "../event-log.ts";
import type { PaidHolds } from "../paid-holds.ts";
import type { ReservationBook } from "../reservation-book.ts";
import type { ReservationStore } from "../reservation-store.ts";
import type { CalendarMirror } from "./calendar-mirror.ts";
import type { CalendarStore } from "./calendar-store.ts";
import type { RoomClaims } from "./room-claims.ts";

/** What the commands of a room work with. */
export interface RoomParts {
  room: Room;
  discountsElsewhere: readonly string[];
  storage: ObjectStorage;
  store: ReservationStore;
  claims: RoomClaims;
  calendarStore: CalendarStore;
  book: ReservationBook;
  holds: PaidHolds;
  mirror: CalendarMirror;
  wakeCalendar: (stalenessMs: number) => void;
  now: () => number;
  log: Log;
  randomBytes: (length: number) => Uint8Array;
}
