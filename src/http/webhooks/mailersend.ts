import { mailerSendNews } from "../../providers/mailersend/mailersend-webhook.ts";
import type { Receipt } from "../../providers/receipts.ts";
import type { Context } from "../context.ts";
import { readText } from "../read-body.ts";

/** MailerSend's events are far smaller; more is not from MailerSend. */
const EVENT_BYTES_MAX = 64 * 1024;

/**
 * MailerSend's webhook (`/api/webhooks/mailersend`). 401 for what MailerSend did not sign; 204 once
 * `receive` has stored the receipt, or when there is none; 5xx (it throws) when MailerSend should
 * send it again. MailerSend waits three seconds. Safe to repeat, in any order.
 */
export async function mailerSendWebhook(
  request: Request,
  { secret }: { secret: string },
  { log }: Pick<Context, "log">,
  receive: (receipt: Receipt) => Promise<void>,
): Promise<Response> {
  const body = await readText(request, EVENT_BYTES_MAX);
  if (body === undefined) return new Response(null, { status: 413 });
  const signature = request.headers.get("signature") ?? "";
  const news = await mailerSendNews(body, signature, secret);
  switch (news.kind) {
    case "forged":
      log({ message: "Webhook signature refused", level: "warn", endpoint: "mailersend" });
      return new Response(null, { status: 401 });
    case "other":
      log({ message: "Webhook ignored", level: "info", endpoint: "mailersend", type: news.type });
      break;
    case "receipt":
      await receive(news.receipt);
      break;
    case "ping":
      break;
  }
  return new Response(null, { status: 204 });
}
