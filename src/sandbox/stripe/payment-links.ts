import type { Stripe } from "stripe";
import type { World } from "../world.ts";
import { isRefusal, resourceMissing, type StripeRefusal } from "./errors.ts";
import { emitEvent } from "./events.ts";
import { expandObject } from "./expand.ts";
import { lineItemPage, lineItemsOf } from "./line-items.ts";
import { listPage } from "./list.ts";
import { withoutEmpty } from "./metadata.ts";
import { EXPAND, PAGINATION, stripeOperation } from "./operation.ts";
import { readIntentData } from "./payment-intent-data.ts";
import {
  PAYMENT_LINK,
  readAfterCompletion,
  wrongAfterCompletion,
} from "./payment-link-parameters.ts";
import { type PaymentLinkRecord, paymentLinks } from "./records.ts";

export const retrievePaymentLink = stripeOperation({
  name: "payment_links.retrieve",
  parameters: { expand: EXPAND },
  perform(call, values) {
    const record = findLink(call.world, call.id);
    return isRefusal(record) ? record : answerLink(call.world, record, values.expand);
  },
});

/** https://docs.stripe.com/api/payment-link/update. Sessions that are open stay as they are. */
export const updatePaymentLink = stripeOperation({
  name: "payment_links.update",
  parameters: { ...PAYMENT_LINK, active: { type: "boolean" } },
  perform(call, values) {
    const record = findLink(call.world, call.id);
    if (isRefusal(record)) return record;
    const wrong = wrongAfterCompletion(values.after_completion);
    if (wrong !== undefined) return wrong;
    const { shown: before } = record;
    const { after_completion: after, payment_intent_data: intentData, restrictions } = values;
    const limit = restrictions?.completed_sessions.limit;
    const count = before.restrictions?.completed_sessions.count ?? 0;
    const shown: Stripe.PaymentLink = {
      ...before,
      active: values.active ?? before.active,
      after_completion: after === undefined ? before.after_completion : readAfterCompletion(after),
      inactive_message:
        values.inactive_message === undefined
          ? before.inactive_message
          : values.inactive_message || null,
      metadata: withoutEmpty({ ...before.metadata, ...values.metadata }),
      payment_intent_data:
        intentData === undefined ? before.payment_intent_data : readIntentData(intentData),
      restrictions:
        limit === undefined ? before.restrictions : { completed_sessions: { count, limit } },
      submit_type: values.submit_type ?? before.submit_type,
    };
    const changed = { ...record, shown };
    paymentLinks(call.world).put(shown.id, changed);
    emitEvent(call.world, call, "payment_link.updated", shown);
    return answerLink(call.world, changed, values.expand);
  },
});

export const listPaymentLinks = stripeOperation({
  name: "payment_links.list",
  parameters: { ...PAGINATION, active: { type: "boolean" } },
  perform(call, values) {
    const page = listPage(paymentLinks(call.world), "/v1/payment_links", values, {
      what: "payment_link",
      matches: ({ shown }) => values.active === undefined || shown.active === values.active,
      shown: ({ shown }) => shown,
    });
    return isRefusal(page) ? page : expandObject(call.world, page, values.expand);
  },
});

export const listPaymentLinkItems = stripeOperation({
  name: "payment_links.list_line_items",
  parameters: PAGINATION,
  perform(call, values) {
    const record = findLink(call.world, call.id);
    if (isRefusal(record)) return record;
    return lineItemPage(record.lines, `/v1/payment_links/${call.id}/line_items`, values);
  },
});

/** The link as an answer: its line items only when they are asked for. */
export function answerLink(
  world: World,
  { shown, lines }: PaymentLinkRecord,
  expand: string[] | undefined,
): object | StripeRefusal {
  const url = `/v1/payment_links/${shown.id}/line_items`;
  const withLines = expand?.some((path) => path.split(".")[0] === "line_items");
  const link = withLines ? { ...shown, line_items: lineItemsOf(lines, url) } : shown;
  return expandObject(world, link, expand);
}

/** Whether a visitor gets a page to pay on. */
export function canBeVisited({ active, restrictions }: Stripe.PaymentLink): boolean {
  const completed = restrictions?.completed_sessions;
  return active && (completed === undefined || completed.count < completed.limit);
}

function findLink(world: World, id: string): PaymentLinkRecord | StripeRefusal {
  return paymentLinks(world).get(id) ?? resourceMissing("payment_link", id, "payment_link");
}
