import type { Room } from "../catalogue/catalogue.ts";
import type { Effect } from "../domain/effect.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { ObjectStorage } from "../storage.ts";
import type { CalendarMirror } from "./calendar-mirror.ts";
import type { CalendarStore } from "./calendar-store.ts";
import type { EffectRunner } from "./effect-runner.ts";
import type { Log } from "./event-log.ts";
import type { ReservationBook } from "./reservation-book.ts";
import type { ReservationStore } from "./reservation-store.ts";

/** What the commands of a room work with. */
export interface RoomParts {
  room: Room;
  discountsElsewhere: readonly string[];
  storage: ObjectStorage;
  store: ReservationStore;
  calendarStore: CalendarStore;
  book: ReservationBook;
  outbox: Outbox<Effect>;
  runner: EffectRunner;
  mirror: CalendarMirror;
  wakeCalendar: (stalenessMs: number) => void;
  now: () => number;
  log: Log;
  randomBytes: (length: number) => Uint8Array;
}
