import type { Effect } from "../domain/effect.ts";
import type {
  EffectDependencies,
  EffectHandler,
  RoomEffectDependencies,
  ServiceEffectDependencies,
  SessionEffectDependencies,
} from "./handler.ts";
import { alertStaff } from "./handlers/alert-staff.ts";
import { checkSlot } from "./handlers/check-slot.ts";
import { closePayment } from "./handlers/close-payment.ts";
import { completeSession } from "./handlers/complete-session.ts";
import { completeStay } from "./handlers/complete-stay.ts";
import { completeTrip } from "./handlers/complete-trip.ts";
import { endHold } from "./handlers/end-hold.ts";
import { endRequest } from "./handlers/end-request.ts";
import { eraseDay } from "./handlers/erase-day.ts";
import { followRefunds } from "./handlers/follow-refunds.ts";
import { lookAtText } from "./handlers/look-at-text.ts";
import { openRoomPayment } from "./handlers/open-room-payment.ts";
import { openSessionPayment } from "./handlers/open-session-payment.ts";
import { openTripCheckout } from "./handlers/open-trip-checkout.ts";
import { recordInLedger } from "./handlers/record-in-ledger.ts";
import { refund } from "./handlers/refund.ts";
import { returnPayment } from "./handlers/return-payment.ts";
import { tell } from "./handlers/tell.ts";
import { text } from "./handlers/text.ts";
import { transfer } from "./handlers/transfer.ts";
import { writeDay } from "./handlers/write-day.ts";

type Kind = Effect["kind"];
type Handlers<Kinds extends Kind, Dependencies> = {
  [One in Kinds]: EffectHandler<Extract<Effect, { kind: One }>, Dependencies>;
};

type RoomKind = "check-slot" | "write-day" | "erase-day";
type SessionKind = "close-late-pages" | "end-request" | "return-payment" | "transfer";
type ServiceKind = "text" | "look-at-text";
/** The same effect of each, done in its own way. */
type EachKind = "open-payment" | "complete-booking";
type CommonKind = Exclude<Kind, RoomKind | SessionKind | ServiceKind | EachKind>;

const common: Handlers<CommonKind, EffectDependencies> = {
  "end-hold": endHold,
  "close-payment": closePayment,
  refund,
  "follow-refunds": followRefunds,
  tell,
  "alert-staff": alertStaff,
  "record-in-ledger": recordInLedger,
};

const room: Handlers<CommonKind | EachKind | RoomKind, RoomEffectDependencies> = {
  ...common,
  "open-payment": openRoomPayment,
  "check-slot": checkSlot,
  "write-day": writeDay,
  "erase-day": eraseDay,
  "complete-booking": completeStay,
};

const session: Handlers<CommonKind | EachKind | SessionKind, SessionEffectDependencies> = {
  ...common,
  "open-payment": openSessionPayment,
  "close-late-pages": closePayment,
  "end-request": endRequest,
  "complete-booking": completeSession,
  "return-payment": returnPayment,
  transfer,
};

const service: Handlers<CommonKind | EachKind | ServiceKind, ServiceEffectDependencies> = {
  ...common,
  "open-payment": openTripCheckout,
  "complete-booking": completeTrip,
  text,
  "look-at-text": lookAtText,
};

/** How a bookable finds the handler of an effect. */
export type FindHandler<Dependencies> = (effect: Effect) => EffectHandler<Effect, Dependencies>;

export const roomHandler: FindHandler<RoomEffectDependencies> = (effect) => find(room, effect);

export const sessionHandler: FindHandler<SessionEffectDependencies> = (effect) =>
  find(session, effect);

export const serviceHandler: FindHandler<ServiceEffectDependencies> = (effect) =>
  find(service, effect);

/** The tables above prove that a handler's type is its effect's own. Throws for another's effect. */
function find<Dependencies>(
  handlers: Partial<Handlers<Kind, Dependencies>>,
  effect: Effect,
): EffectHandler<Effect, Dependencies> {
  const handler = handlers[effect.kind];
  if (handler === undefined) throw new Error(`nothing here does "${effect.kind}"`);
  return handler as EffectHandler<Effect, Dependencies>;
}
