import type { World } from "../world.ts";
import { currentSession, expireSession } from "./checkout-lifecycle.ts";
import { invalidState, isRefusal, resourceMissing, type StripeRefusal } from "./errors.ts";
import { expandObject } from "./expand.ts";
import { lineItemPage, lineItemsOf } from "./line-items.ts";
import { listPage } from "./list.ts";
import { withoutEmpty } from "./metadata.ts";
import { EXPAND, PAGINATION, stripeOperation } from "./operation.ts";
import { type CheckoutSessionRecord, checkoutSessions, paymentLinks } from "./records.ts";

export const retrieveCheckoutSession = stripeOperation({
  name: "checkout.sessions.retrieve",
  parameters: { expand: EXPAND },
  perform(call, values) {
    const record = findSession(call.world, call.id);
    return isRefusal(record) ? record : answerSession(call.world, record, values.expand);
  },
});

/** https://docs.stripe.com/api/checkout/sessions/update: only its metadata. */
export const updateCheckoutSession = stripeOperation({
  name: "checkout.sessions.update",
  parameters: { metadata: { type: "metadata" }, expand: EXPAND },
  perform(call, values) {
    const record = findSession(call.world, call.id);
    if (isRefusal(record)) return record;
    const metadata = withoutEmpty({ ...record.shown.metadata, ...values.metadata });
    const changed = { ...record, shown: { ...record.shown, metadata } };
    checkoutSessions(call.world).put(call.id, changed);
    return answerSession(call.world, changed, values.expand);
  },
});

/** https://docs.stripe.com/api/checkout/sessions/list */
export const listCheckoutSessions = stripeOperation({
  name: "checkout.sessions.list",
  parameters: {
    ...PAGINATION,
    created: { type: "range" },
    payment_intent: { type: "string" },
    payment_link: { type: "string" },
    status: { type: "enum", values: ["open", "complete", "expired"] },
  },
  perform(call, values) {
    const { payment_intent: intent, payment_link: link, status } = values;
    if (link !== undefined && paymentLinks(call.world).get(link) === undefined) {
      return resourceMissing("payment_link", link, "payment_link");
    }
    const page = listPage(checkoutSessions(call.world), "/v1/checkout/sessions", values, {
      what: "checkout.session",
      ...(link === undefined ? {} : { owner: link }),
      matches: ({ shown }) =>
        (intent === undefined || shown.payment_intent === intent) &&
        (status === undefined || shown.status === status),
      shown: ({ shown }) => shown,
    });
    return isRefusal(page) ? page : expandObject(call.world, page, values.expand);
  },
});

/** https://docs.stripe.com/api/checkout/sessions/expire */
export const expireCheckoutSession = stripeOperation({
  name: "checkout.sessions.expire",
  parameters: { expand: EXPAND },
  perform(call, values) {
    const record = findSession(call.world, call.id);
    if (isRefusal(record)) return record;
    if (record.shown.status !== "open") {
      return invalidState(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${record.shown.status}\`.`,
      );
    }
    return answerSession(call.world, expireSession(call.world, call, record), values.expand);
  },
});

export const listCheckoutSessionItems = stripeOperation({
  name: "checkout.sessions.list_line_items",
  parameters: PAGINATION,
  perform(call, values) {
    const record = findSession(call.world, call.id);
    if (isRefusal(record)) return record;
    return lineItemPage(record.lines, `/v1/checkout/sessions/${call.id}/line_items`, values);
  },
});

/** The session as an answer: its line items only when they are asked for. */
export function answerSession(
  world: World,
  { shown, lines }: CheckoutSessionRecord,
  expand: string[] | undefined,
): object | StripeRefusal {
  const url = `/v1/checkout/sessions/${shown.id}/line_items`;
  const withLines = expand?.some((path) => path.split(".")[0] === "line_items");
  const session = withLines ? { ...shown, line_items: lineItemsOf(lines, url) } : shown;
  return expandObject(world, session, expand);
}

function findSession(world: World, id: string): CheckoutSessionRecord | StripeRefusal {
  return currentSession(world, id) ?? resourceMissing("checkout.session", id, "session");
}
