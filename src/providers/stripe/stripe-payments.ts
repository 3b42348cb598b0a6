import type Stripe from "stripe";
import type { SeenRefund } from "../../domain/decide-refund.ts";
import type { Outcome } from "../outcome.ts";
import type { PaymentSight, Payments } from "../payments.ts";
import { chargeOf } from "./charge-of.ts";
import { disputeSeen } from "./dispute-seen.ts";
import { idOf } from "./id-of.ts";
import { outcomeOf } from "./outcome-of.ts";

/** More refunds than that on one payment are not ours to make; Stripe pages by 100 at most. */
const REFUNDS_LISTED = 100;
/** A charge is disputed once, at times twice. */
const DISPUTES_LISTED = 100;
/** Why a refund failed that was still pending when the cardholder's bank took the money. */
const DISPUTED = "charge_for_pending_refund_disputed";

/** The payments port on Stripe PaymentIntents and Refunds. */
export function stripePayments(stripe: Stripe): Payments {
  const look = (payment: string): Promise<Outcome<PaymentSight>> =>
    outcomeOf(async () => sightOf(await stripe.paymentIntents.retrieve(payment)));

  return {
    look,

    linkOf: (payment) =>
      outcomeOf(async () => {
        // A payment belongs to one session at most (Stripe: List all Checkout Sessions).
        const { data } = await stripe.checkout.sessions.list({ payment_intent: payment, limit: 1 });
        return data[0] && idOf(data[0].payment_link);
      }),

    open: ({ amount, currency, description, receiptEmail, metadata, idempotencyKey }) =>
      outcomeOf(async () =>
        sightOf(
          await stripe.paymentIntents.create(
            {
              amount,
              currency,
              description,
              receipt_email: receiptEmail,
              metadata,
              automatic_payment_methods: { enabled: true },
            },
            { idempotencyKey },
          ),
        ),
      ),

    async close(payment) {
      const seen = await look(payment);
      if (seen.kind !== "ok" || seen.value.state !== "unpaid") return seen;
      const cancelled = await outcomeOf(async () =>
        sightOf(await stripe.paymentIntents.cancel(payment, { cancellation_reason: "abandoned" })),
      );
      // Cancelling can lose to confirming: then the guest was faster, and only a new look tells.
      return cancelled.kind === "permanent" ? look(payment) : cancelled;
    },

    async refund({ reservation, payment, amount, key, idempotencyKey }) {
      const made = await outcomeOf(async () =>
        refundSeen(
          await stripe.refunds.create(
            {
              payment_intent: payment,
              amount,
              reason: "requested_by_customer",
              metadata: { reservation, refund_key: key },
            },
            { idempotencyKey },
          ),
        ),
      );
      return made.kind === "permanent" ? { ...made, code: refusalOf(made.code) } : made;
    },

    refunds: (payment) =>
      outcomeOf(async () => {
        const list = await stripe.refunds.list({ payment_intent: payment, limit: REFUNDS_LISTED });
        return list.data.map(refundSeen);
      }),

    disputes: (payment) =>
      outcomeOf(async () => {
        const list = await stripe.disputes.list({
          payment_intent: payment,
          limit: DISPUTES_LISTED,
        });
        return list.data.map(disputeSeen);
      }),
  };
}

/** Stripe: error codes, in our words where we have one. */
function refusalOf(code: string | undefined): string | undefined {
  if (code === "charge_already_refunded") return "already-refunded";
  return code === "charge_disputed" ? "disputed" : code;
}

export function sightOf(intent: Stripe.PaymentIntent): PaymentSight {
  return {
    payment: intent.id,
    reservation: intent.metadata.reservation,
    charge: chargeOf(intent),
    secret: intent.client_secret ?? "",
    state: stateOf(intent.status),
    amount: intent.status === "succeeded" ? intent.amount_received : intent.amount,
    currency: intent.currency,
  };
}

function stateOf(status: Stripe.PaymentIntent.Status): PaymentSight["state"] {
  switch (status) {
    case "succeeded":
      return "captured";
    case "canceled":
      return "cancelled";
    case "processing":
      return "processing";
    default:
      return "unpaid";
  }
}

function refundSeen(refund: Stripe.Refund): SeenRefund {
  return {
    refund: refund.id,
    key: refund.metadata?.refund_key,
    amount: refund.amount,
    status: refundStatus(refund.status),
    // Stripe: `failure_reason` of a refund.
    ...(refund.failure_reason === DISPUTED && { why: "disputed" as const }),
  };
}

/** `requires_action` and a status we do not know yet are not final: they are looked at again. */
function refundStatus(status: string | null): SeenRefund["status"] {
  if (status === "succeeded") return "succeeded";
  return status === "failed" || status === "canceled" ? "failed" : "pending";
}
