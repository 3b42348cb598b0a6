import type { Effect } from "../domain/effect.ts";
import type { EffectHandler } from "./handler.ts";
import { alertStaff } from "./handlers/alert-staff.ts";
import { checkSlot } from "./handlers/check-slot.ts";
import { closePayment } from "./handlers/close-payment.ts";
import { completeBooking } from "./handlers/complete-booking.ts";
import { endHold } from "./handlers/end-hold.ts";
import { eraseDay } from "./handlers/erase-day.ts";
import { followRefunds } from "./handlers/follow-refunds.ts";
import { openPayment } from "./handlers/open-payment.ts";
import { recordInLedger } from "./handlers/record-in-ledger.ts";
import { refund } from "./handlers/refund.ts";
import { tellGuest } from "./handlers/tell-guest.ts";
import { writeDay } from "./handlers/write-day.ts";

type Handlers = { [Kind in Effect["kind"]]: EffectHandler<Extract<Effect, { kind: Kind }>> };

const handlers: Handlers = {
  "open-payment": openPayment,
  "end-hold": endHold,
  "close-payment": closePayment,
  "check-slot": checkSlot,
  "write-day": writeDay,
  "erase-day": eraseDay,
  refund,
  "follow-refunds": followRefunds,
  "tell-guest": tellGuest,
  "alert-staff": alertStaff,
  "complete-booking": completeBooking,
  "record-in-ledger": recordInLedger,
};

/** The handler of an effect; the table above proves that its type is the effect's own. */
export function handlerOf(effect: Effect): EffectHandler<Effect> {
  return handlers[effect.kind] as EffectHandler<Effect>;
}
