import type { Stripe } from "stripe";
import type { SandboxState } from "../state.ts";
import { Badge } from "./badge.tsx";
import { formatAmount, formatInstant } from "./format.ts";
import { PaymentLinks } from "./payment-links.tsx";

type StripeState = SandboxState["stripe"];

/** PaymentIntents, newest first, with their refunds and events, and the pages to pay on. */
export function Payments({ stripe, timeZone }: { stripe: StripeState; timeZone: string }) {
  return (
    <section id="payments" data-live aria-labelledby="payments-title">
      <h2 id="payments-title">Payments</h2>
      {stripe.paymentIntents.length === 0 ? (
        <p class="empty">Nothing has been paid for yet.</p>
      ) : (
        stripe.paymentIntents
          .toReversed()
          .map((intent) => (
            <Payment key={intent.id} intent={intent} stripe={stripe} timeZone={timeZone} />
          ))
      )}
      <PaymentLinks
        links={stripe.paymentLinks}
        sessions={stripe.checkoutSessions}
        timeZone={timeZone}
      />
    </section>
  );
}

function Payment(props: { intent: Stripe.PaymentIntent; stripe: StripeState; timeZone: string }) {
  const { intent, stripe, timeZone } = props;
  const refunds = stripe.refunds.filter(({ payment_intent }) => payment_intent === intent.id);
  const events = stripe.events.filter(({ paymentIntent }) => paymentIntent === intent.id);
  const charge = stripe.charges.find(({ id }) => id === intent.latest_charge);
  const refunded = charge?.amount_refunded ?? 0;
  return (
    <details class="card" id={intent.id} data-key={intent.id}>
      <summary>
        <strong>{formatAmount(intent.amount, intent.currency)}</strong>{" "}
        <Badge status={intent.status} />
        {refunded > 0 ? (
          <span class="badge warn">refunded {formatAmount(refunded, intent.currency)}</span>
        ) : null}
        <span class="meta">
          {intent.metadata.room ?? intent.metadata.booking_code ?? intent.id} ·{" "}
          {formatInstant(intent.created * 1000, timeZone)}
        </span>
      </summary>
      <dl>
        <dt>PaymentIntent</dt>
        <dd>
          <code>{intent.id}</code>
        </dd>
        {Object.entries(intent.metadata).map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        ))}
        {intent.last_payment_error === null ? null : (
          <>
            <dt>Last error</dt>
            <dd>{intent.last_payment_error.message}</dd>
          </>
        )}
      </dl>
      <PaymentButtons intent={intent} refundable={charge?.paid === true && !charge.refunded} />
      {refunds.map((refund) => (
        <Refund key={refund.id} refund={refund} />
      ))}
      <h3>Events</h3>
      <ul class="plain">
        {events.map((event) => (
          <Event key={event.id} event={event} stripe={stripe} />
        ))}
      </ul>
    </details>
  );
}

function PaymentButtons(props: { intent: Stripe.PaymentIntent; refundable: boolean }) {
  const path = `/sandbox/stripe/payment_intents/${props.intent.id}`;
  const processing = props.intent.status === "processing";
  return (
    <div class="row">
      {processing ? <Button label="Let it succeed" path={`${path}/settle`} /> : null}
      {processing ? (
        <Button label="Let it fail" path={`${path}/settle`} body={{ outcome: "fails" }} />
      ) : null}
      {props.refundable ? (
        <Button label="Refund the rest, as staff would" path={`${path}/refund`} />
      ) : null}
    </div>
  );
}

function Refund({ refund }: { refund: Stripe.Refund }) {
  const path = `/sandbox/stripe/refunds/${refund.id}/settle`;
  return (
    <div class="refund">
      <p>
        Refund of {formatAmount(refund.amount, refund.currency)}{" "}
        <Badge status={refund.status ?? ""} />
        <br />
        <code>{refund.id}</code>
      </p>
      <div class="row">
        {refund.status === "pending" || refund.status === "requires_action" ? (
          <Button label="Settle" path={path} body={{ status: "succeeded" }} />
        ) : null}
        {refund.status === "failed" ? null : (
          <Button label="Fail" path={path} body={{ status: "failed" }} />
        )}
      </div>
    </div>
  );
}

function Event(props: { event: StripeState["events"][number]; stripe: StripeState }) {
  const { event, stripe } = props;
  const deliveries = stripe.deliveries.filter((delivery) => delivery.event === event.id);
  const last = deliveries.at(-1);
  const attempts = deliveries.flatMap((delivery) => delivery.attempts).length;
  return (
    <li>
      <span>
        <code>{event.type}</code> <Badge status={last?.state ?? "pending"} />
        {attempts > 1 ? <span class="meta"> {attempts} attempts</span> : null}
      </span>
      <Button label="Resend" path={`/sandbox/stripe/events/${event.id}/resend`} />
    </li>
  );
}

function Button(props: { label: string; path: string; body?: object }) {
  return (
    <button
      type="button"
      class="quiet"
      data-method="POST"
      data-path={props.path}
      data-body={JSON.stringify(props.body ?? {})}
    >
      {props.label}
    </button>
  );
}
