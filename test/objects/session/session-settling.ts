import type { Stage } from "../../stage.ts";
import { sessionStage } from "./session-sound.ts";
import {
  booked,
  CHECK_AT,
  linkIn,
  loaded,
  MINUTE_MS,
  mail,
  openAccount,
  type Reserved,
} from "./session-story.ts";

type Asked = Reserved & { yes: string; no: string };

/** A booking on the morning after, and the two links of the email that asks. */
export async function asked(stage: Stage): Promise<Asked> {
  const reserved = await booked(stage);
  await stage.until(CHECK_AT + MINUTE_MS);
  const check = mail(stage, "supplier_completion_check");
  return { ...reserved, yes: linkIn(check, "complete"), no: linkIn(check, "no-experience") };
}

/** The same, with a supplier who has an account to be paid on. */
export async function morningAfter(): Promise<Asked & { stage: Stage; account: string }> {
  const stage = sessionStage();
  const account = await openAccount(stage);
  return { stage, account, ...(await asked(stage)) };
}

/** The guest's bank takes the payment back, or, with `status: "won"`, gives it back again. */
export function dispute(stage: Stage, reservation: string, body: { status?: "won" } = {}) {
  const payment = loaded(stage, reservation).payment?.id;
  return stage.control(`/sandbox/stripe/payment_intents/${payment}/dispute`, body);
}

/** What staff give back in Stripe's dashboard: everything, or an amount. */
export function refundByHand(stage: Stage, reservation: string, amount?: number) {
  const payment = loaded(stage, reservation).payment?.id;
  return stage.control(`/sandbox/stripe/payment_intents/${payment}/refund`, { amount });
}

export const transfers = (stage: Stage) => stage.state().stripe.transfers;

/** What waits for staff, by its kinds. */
export const itemsOf = (stage: Stage, reservation: string) =>
  Object.values(loaded(stage, reservation).items).toSorted();
