import { isMissed } from "../../domain/service/receipt.ts";
import { isServiceMessage } from "../../domain/service/service-message.ts";
import type { Receipt } from "../../providers/receipts.ts";
import type { Context } from "../context.ts";
import { stubOfReservation } from "../stubs.ts";
import { mailerSendWebhook } from "./mailersend.ts";
import { twilioWebhook } from "./twilio.ts";

/**
 * Stores what a verified receipt says with the reservation that its message was about. Safe to
 * repeat, in any order. What we cannot place (a message about a room, one of another product) is no
 * news to anybody: it is logged, and never sent again. An alert that did not reach staff is an error
 * in the log: there is nobody else to be told.
 */
export async function takeReceipt(receipt: Receipt, { env, log }: Context): Promise<void> {
  const { tags, message: id, event, status, channel } = receipt;
  const reservation = tags.find((tag) => tag.startsWith("res_"));
  const [message = ""] = tags;
  const detail = [receipt.code, receipt.reason].filter(Boolean).join(" ");
  const line = { level: "info" as const, channel, status, told: message, reservation };
  if (message === "staff-alert" && isMissed(status)) {
    log({ ...line, message: "Staff alert not delivered", level: "error", detail });
    return;
  }
  const stub = reservation && stubOfReservation(env, reservation);
  if (!reservation || !stub || !isServiceMessage(message)) {
    log({ message: "Receipt of no reservation", ...line });
    return;
  }
  // A notice names, last of all, the message that did not arrive.
  const about = tags[tags.indexOf(reservation) + 1];
  const fact = { type: "receipt" as const, message, about, id, status, detail };
  const { again } = await stub.record(reservation, `${channel} ${event}`, fact);
  log({ message: again ? "Receipt repeated" : "Receipt recorded", ...line });
}

/** `POST /api/webhooks/twilio` */
export function twilioReceipts(request: Request, context: Context): Promise<Response> {
  const { TWILIO_AUTH_TOKEN: authToken, PUBLIC_URL: publicUrl } = context.settings;
  const receive = (receipt: Receipt) => takeReceipt(receipt, context);
  return twilioWebhook(request, { authToken, publicUrl }, context, receive);
}

/** `POST /api/webhooks/mailersend` */
export function mailerSendReceipts(request: Request, context: Context): Promise<Response> {
  const { MAILERSEND_WEBHOOK_SECRET: secret } = context.settings;
  return mailerSendWebhook(request, { secret }, context, (receipt) =>
    takeReceipt(receipt, context),
  );
}
