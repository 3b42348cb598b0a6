import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { formatMoney } from "../../../domain/money.ts";
import { sayDay, sayTimes } from "../../day-words.ts";
import { askRelease } from "../api.ts";
import type { Hold } from "../booking-state.ts";
import { paidPath } from "../hold.ts";
import { sayProblem } from "../problem-words.ts";
import type { BookingPart } from "./booking-context.ts";
import { HoldCountdown } from "./hold-countdown.tsx";
import { PriceLines } from "./price-lines.tsx";
import { usePaymentElement } from "./use-payment-element.ts";

/** Gives the hold back; when it turns out to be paid, goes where paid bookings are shown. */
async function release({ dispatch }: BookingPart, hold: Hold): Promise<void> {
  dispatch({ type: "release-asked" });
  const result = await askRelease(hold.reservation, hold.clientSecret);
  if (result.ok) dispatch({ type: "released" });
  else if (result.reason === "unreachable") {
    const message = "We could not reach the booking desk. Your time is still held.";
    dispatch({ type: "release-failed", message });
  } else if (result.problem.code === "already-paid") location.assign(paidPath(hold));
  else dispatch({ type: "release-failed", message: sayProblem(result.problem) });
}

function Summary({ page, state, hold }: BookingPart & { hold: Hold }): VNode {
  const { dates, start, end, attendees } = state.form;
  return (
    <div class="quote">
      <h3>{page.room.name}</h3>
      <ul class="chosen">
        {dates.map((date) => (
          <li key={date}>
            {sayDay(date)}, {sayTimes(start, end)}
          </li>
        ))}
        <li>
          {attendees} {attendees === "1" ? "person" : "people"}
        </li>
      </ul>
      <PriceLines lines={hold.lines} total={hold.amount} currency={hold.currency} />
      <ul class="quote-policy">
        {page.room.refundPolicy.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

/** The card form, the countdown of the hold, and the way back. */
export function PaymentStep(part: BookingPart & { hold: Hold }): VNode {
  const { page, state, dispatch, hold } = part;
  const { place, card, pay, reload } = usePaymentElement(page.stripeJsUrl, hold, state.form);
  const [isPaying, setIsPaying] = useState(false);
  const [failure, setFailure] = useState("");
  const [isOver, setIsOver] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  // A payment that is on its way is waited for: it may well be in time.
  useEffect(() => {
    if (isOver && !isPaying) dispatch({ type: "hold-ended" });
  }, [isOver, isPaying, dispatch]);

  const isReleasing = state.phase === "releasing";
  const isBlocked = isPaying || isReleasing || card.state !== "ready";
  const message = state.problem ?? failure;
  return (
    <form
      class="booking-form"
      noValidate
      onSubmit={async (event) => {
        event.preventDefault();
        if (isBlocked) return;
        setIsPaying(true);
        setFailure("");
        setFailure(await pay());
        setIsPaying(false);
      }}
    >
      <div class="booking-fields">
        <h3 ref={heading} tabindex={-1} class="payment-title">
          Pay and it is yours
        </h3>
        <HoldCountdown expiresAt={hold.expiresAt} onEnd={() => setIsOver(true)} />
        {card.state === "loading" ? <p class="loading-line">Opening the card form…</p> : null}
        {card.state === "failed" ? (
          <div class="notice" role="alert">
            <p>{card.message}</p>
            <button type="button" class="button-quiet" onClick={reload}>
              Load the card form again
            </button>
          </div>
        ) : null}
        <div ref={place} class="payment-element" />
        {message === "" ? null : (
          <div class="notice" role="alert">
            <p>{message}</p>
          </div>
        )}
        <button
          type="submit"
          class="button button-wide"
          aria-disabled={isBlocked ? "true" : undefined}
        >
          {isPaying ? "Paying…" : `Pay ${formatMoney(hold.amount, hold.currency)}`}
        </button>
        <p class="field-hint">Stripe handles your card. We never see its number.</p>
      </div>
      <div class="booking-side">
        <div class="booking-side-inner">
          <Summary {...part} hold={hold} />
          <button
            type="button"
            class="button-quiet button-wide"
            aria-disabled={isPaying || isReleasing ? "true" : undefined}
            onClick={() => {
              if (!isPaying && !isReleasing) void release(part, hold);
            }}
          >
            {isReleasing ? "Giving your time back…" : "Change booking"}
          </button>
        </div>
      </div>
    </form>
  );
}
