import type { MessageInstance } from "twilio/lib/rest/api/v2010/account/message.js";
import { type Outcome, ok } from "../outcome.ts";
import type { SentWhatsApp, WhatsApp, WhatsAppMessage } from "../whatsapp.ts";
import { failureOf, receiptStatusOf } from "./message-status.ts";
import { twilioMessages } from "./messages.ts";
import { outcomeOf } from "./outcome-of.ts";
import type { TwilioSettings } from "./request.ts";
import { callbackUrl } from "./twilio-webhook.ts";

export interface TwilioWhatsAppSettings extends TwilioSettings {
  /** Where this product takes Twilio's receipts; without a query. */
  receiptsUrl: string;
}

/** More do not go to one number between an attempt and the next. One page of Twilio's. */
const LISTED_MAX = 50;

/** Twilio dates its messages by a clock of its own, in whole seconds. */
const CLOCKS_APART_MS = 60_000;

/** The WhatsApp port on Twilio's message resource. */
export function twilioWhatsApp(settings: TwilioWhatsAppSettings): WhatsApp {
  const messages = twilioMessages(settings);
  return {
    async send(message) {
      const parameters = parametersOf(message, settings.receiptsUrl);
      const sent = await outcomeOf(messages.create(parameters));
      return mapped(sent, ({ sid }) => ({ id: sid }));
    },
    async sentTo({ to, from, since }) {
      // Not filtered by `DateSent`: a message that waits has none yet, and would be sent again.
      const filter = { to: addressOf(to), from: addressOf(from), pageSize: LISTED_MAX };
      const listed = await outcomeOf(messages.page(filter));
      return mapped(listed, ({ instances }) =>
        instances
          .map(sightOf)
          .filter(({ createdAt }) => createdAt >= since - CLOCKS_APART_MS)
          .sort((one, other) => other.createdAt - one.createdAt),
      );
    },
    async look(id) {
      return mapped(await outcomeOf(messages.get(id).fetch()), sightOf);
    },
  };
}

function parametersOf({ to, from, template, tags }: WhatsAppMessage, receiptsUrl: string) {
  return {
    to: addressOf(to),
    from: addressOf(from),
    contentSid: template.id,
    contentVariables: JSON.stringify(template.variables),
    statusCallback: callbackUrl(receiptsUrl, tags),
  };
}

function addressOf(number: string): string {
  return `whatsapp:${number}`;
}

function sightOf({ sid, body, status, errorCode, dateCreated }: MessageInstance): SentWhatsApp {
  return {
    id: sid,
    text: body ?? "",
    status: receiptStatusOf(status) ?? "queued",
    ...failureOf(errorCode),
    createdAt: dateCreated.getTime(),
  };
}

function mapped<From, To>(outcome: Outcome<From>, map: (value: From) => To): Outcome<To> {
  return outcome.kind === "ok" ? ok(map(outcome.value)) : outcome;
}
