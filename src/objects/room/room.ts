import { catalogue } from "../../catalogue/catalogue.ts";
import type { LocalDate } from "../../domain/local-time.ts";
import type { DayAvailability } from "../../domain/room/free-time.ts";
import type { Env } from "../../env.ts";
import { d1Ledger } from "../../ledger/d1-ledger.ts";
import { Bookable, platformOf } from "../bookable.ts";
import type { HoldCommand, HoldResult } from "./room-bookings.ts";
import { RoomObject } from "./room-object.ts";

/** The Durable Object of one room, by its slug. */
export class Room extends Bookable<RoomObject> {
  constructor(context: DurableObjectState, env: Env) {
    super(context, env, roomObject(context, env));
  }

  hold(command: HoldCommand): Promise<HoldResult> {
    return this.object.bookings.hold(command);
  }

  availability(from: LocalDate, to: LocalDate): DayAvailability[] {
    return this.object.bookings.availability(from, to);
  }

  calendarPushed(channel: string, token: string): boolean {
    return this.object.calendar.pushed(channel, token);
  }
}

function roomObject(context: DurableObjectState, env: Env): RoomObject {
  const slug = context.id.name ?? "";
  const room = catalogue.room(slug);
  if (room === undefined) throw new Error(`rooms.config.ts has no room "${slug}"`);
  return new RoomObject({
    ...platformOf(context, env).surroundings,
    room,
    discountsElsewhere: catalogue.discounts.map(({ id }) => id),
    ledger: d1Ledger(env.LEDGER),
  });
}
