import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { count } from "../../day-words.ts";
import { giveUp } from "./give-up-trip.ts";
import type { TripPart } from "./trip-context.ts";
import type { TripState } from "./trip-state.ts";
import type { TripStep } from "./trip-steps.ts";

/** The notice counts in minutes. */
const tickMs = 10_000;

/** How long the trip is still kept (ms); `undefined` when it is not. */
function useTimeLeft({ state, dispatch }: TripPart): number | undefined {
  const expiresAt = state.checkout?.expiresAt;
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (expiresAt === undefined) return;
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, [expiresAt]);
  const isOver = expiresAt !== undefined && expiresAt <= now;
  useEffect(() => {
    if (isOver) dispatch({ type: "checkout-over" });
  }, [isOver, dispatch]);
  return expiresAt === undefined || isOver ? undefined : expiresAt - now;
}

const sayHeld = (minutes: number): string =>
  minutes > 0
    ? `Nothing was charged. We keep your trip for ${count(minutes, "more minute")}.`
    : "Nothing was charged. Your trip is not kept for you now: when you go on, we look again whether it is free.";

/** What may be done about the trip that is not paid. */
function WaysOn(part: TripPart): VNode {
  const { state, dispatch } = part;
  const open = (step: TripStep) => dispatch({ type: "step-asked", step });
  const isAsking = state.givingUp === "asking";
  return (
    <p class="unpaid-ways">
      {state.step === "review" ? null : (
        <button type="button" class="link-button" onClick={() => open("review")}>
          Go on to check and pay
        </button>
      )}
      {state.step === "pickup" ? null : (
        <button type="button" class="link-button" onClick={() => open("pickup")}>
          Choose another time
        </button>
      )}
      {state.checkout === undefined ? null : (
        <button
          type="button"
          class="link-button"
          aria-disabled={isAsking ? "true" : undefined}
          onClick={() => void giveUp(part)}
        >
          {isAsking ? "Giving it up…" : "Give this trip up"}
        </button>
      )}
    </p>
  );
}

function titleOf({ givingUp }: TripState, isWhole: boolean): string {
  if (givingUp === "done") return "Your trip is given up. Nothing was charged.";
  return isWhole ? "Not paid yet. Everything is still here." : "Not paid. Nothing was charged.";
}

function textOf({ givingUp }: TripState, isWhole: boolean, minutes: number): string {
  if (!isWhole) return "This tab does not remember your trip: please choose again.";
  if (givingUp === "done") return "What you chose is still here, if you want to book after all.";
  if (givingUp !== "failed") return sayHeld(minutes);
  return "We could not give your trip up just now. Try again, or leave it: unpaid, it ends by itself.";
}

/** For a guest who left the hosted payment: nothing is lost, and how it goes on. */
export function UnpaidNotice(part: TripPart): VNode | null {
  const { state } = part;
  const leftMs = useTimeLeft(part);
  if (!state.isBack) return null;
  const minutes = leftMs === undefined ? 0 : Math.ceil(leftMs / 60_000);
  const isWhole = state.reached === "review";
  return (
    <div class="quiet-notice" id="trip-unpaid" tabindex={-1} role="status">
      <p>
        <strong>{titleOf(state, isWhole)}</strong>
      </p>
      <p>{textOf(state, isWhole, minutes)}</p>
      {isWhole ? <WaysOn {...part} /> : null}
    </div>
  );
}
