import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Hold, HoldAction } from "../booking-state.ts";
import { lookPath } from "../hold.ts";
import { type Claim, sayClaim } from "./claim-words.ts";

export interface HoldOverProps {
  claim: Claim;
  hold: Hold;
  dispatch: (action: HoldAction) => void;
}

/** The hold ran out: says so, and offers to start again with everything still filled in. */
export function HoldOver({ claim, hold, dispatch }: HoldOverProps): VNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div class="notice hold-over">
      <h3 ref={heading} tabindex={-1}>
        {sayClaim(claim)} no longer held
      </h3>
      <p>
        The countdown is over, so others can book {claim === "spots" ? "them" : "it"} again. If you
        did not pay, nothing was charged. Everything you filled in is still here.
      </p>
      <p>
        <button type="button" class="button" onClick={() => dispatch({ type: "started-again" })}>
          Start again
        </button>
      </p>
      <p class="field-hint">
        Paid in the last moment? <a href={lookPath(hold)}>See what became of it</a>: you get either
        what you booked or all your money back.
      </p>
    </div>
  );
}
