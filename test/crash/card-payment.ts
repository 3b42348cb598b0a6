import { SANDBOX_KEYS } from "../../src/sandbox/defaults.ts";
import { pause } from "../journeys/product.ts";
import type { Answer, Client } from "./client.ts";
import { type Hold, nothingTold, type Paying } from "./visit.ts";

/** Test cards of the sandbox, as often as each stands here. */
const CARDS = [
  ...Array<string>(12).fill("pm_card_visa"),
  "pm_card_chargeDeclined",
  "pm_card_chargeDeclined",
  "pm_sandbox_processing_succeeds",
  "pm_sandbox_processing_fails",
  "pm_card_pendingRefund",
  "pm_card_refundFail",
] as const;

/** What is paid by card on our own page: a room, or a class. */
export interface CardHold extends Hold {
  paymentIntent: string;
  clientSecret: string;
}

export function readCardHold(body: Answer["body"]): CardHold {
  const clientSecret = String(body.clientSecret);
  return {
    reservation: String(body.reservation),
    paymentIntent: String(body.paymentIntent),
    ...{ clientSecret, proof: { clientSecret }, ...nothingTold },
  };
}

export const payingByCard: Paying<CardHold> = {
  async pay(client, random, held) {
    let status = await confirm(client, held, random.pick(CARDS));
    if (status === "requires_payment_method" && random.chance(0.8)) {
      await pause(random.between(200, 1_000));
      status = await confirm(client, held, "pm_card_visa");
    }
    held.paid = status === "succeeded";
  },

  async statusOf(client, { paymentIntent, reservation }) {
    const query = new URLSearchParams({ payment_intent: paymentIntent, reservation });
    const { body } = await client.ask("GET", `/api/bookings/by-payment-intent?${query}`);
    return body.status;
  },
};

/** What Stripe.js does, with the guest's card; answers the payment's status. */
async function confirm(client: Client, held: CardHold, card: string): Promise<string> {
  held.payingAt ??= Date.now();
  const path = `/sandbox/stripe/v1/payment_intents/${held.paymentIntent}/confirm`;
  const { body } = await client.ask("POST", path, {
    headers: { authorization: `Bearer ${SANDBOX_KEYS.stripePublishable}` },
    body: new URLSearchParams({
      client_secret: held.clientSecret,
      payment_method: card,
      return_url: client.url,
    }),
  });
  // A refusal carries the payment as it is: of a repeated request, the success of the first.
  const { error } = body as { error?: { payment_intent?: { status?: string } } };
  return String(error?.payment_intent?.status ?? body.status);
}
