import type { ComponentChildren, VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { formatMoney } from "../../../domain/money.ts";
import type { Hold, HoldAction } from "../booking-state.ts";
import type { Claim } from "./claim-words.ts";
import { HoldCountdown } from "./hold-countdown.tsx";
import { release } from "./release.ts";
import { type CardForm, type Payer, usePaymentElement } from "./use-payment-element.ts";

export interface PaymentStepProps {
  claim: Claim;
  hold: Hold;
  /** Fills in the card form. */
  payer: Payer;
  stripeJsUrl: string;
  isReleasing: boolean;
  /** One sentence about what went wrong outside the card form. */
  problem: string | undefined;
  dispatch: (action: HoldAction) => void;
  /** What is being paid for. */
  children: ComponentChildren;
}

function CardState({ card, reload }: { card: CardForm; reload: () => void }): VNode | null {
  if (card.state === "ready") return null;
  if (card.state === "loading") return <p class="loading-line">Opening the card form…</p>;
  return (
    <div class="notice" role="alert">
      <p>{card.message}</p>
      <button type="button" class="button-quiet" onClick={reload}>
        Load the card form again
      </button>
    </div>
  );
}

/** The card form, the countdown of the hold, and the way back: for rooms and for classes. */
export function PaymentStep(props: PaymentStepProps): VNode {
  const { claim, hold, payer, stripeJsUrl, isReleasing, problem, dispatch, children } = props;
  const { place, card, pay, reload } = usePaymentElement(stripeJsUrl, hold, payer);
  const [isPaying, setIsPaying] = useState(false);
  const [failure, setFailure] = useState("");
  const [isOver, setIsOver] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  // A payment that is on its way is waited for: it may well be in time.
  useEffect(() => {
    if (isOver && !isPaying) dispatch({ type: "hold-ended" });
  }, [isOver, isPaying, dispatch]);

  const isBusy = isPaying || isReleasing;
  const isBlocked = isBusy || card.state !== "ready";
  const message = problem ?? failure;
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
        <HoldCountdown claim={claim} expiresAt={hold.expiresAt} onEnd={() => setIsOver(true)} />
        <CardState card={card} reload={reload} />
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
          {children}
          <button
            type="button"
            class="button-quiet button-wide"
            aria-disabled={isBusy ? "true" : undefined}
            onClick={() => {
              if (!isBusy) void release(hold, claim, dispatch);
            }}
          >
            {isReleasing ? `Giving your ${claim} back…` : "Change booking"}
          </button>
        </div>
      </div>
    </form>
  );
}
