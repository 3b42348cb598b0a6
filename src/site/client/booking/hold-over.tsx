import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Hold } from "../booking-state.ts";
import { paidPath } from "../hold.ts";
import type { BookingPart } from "./booking-context.ts";

/** The hold ran out: says so, and offers to start again with everything still filled in. */
export function HoldOver({ page, dispatch, hold }: BookingPart & { hold: Hold }): VNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div class="notice hold-over">
      <h3 ref={heading} tabindex={-1}>
        Your time is no longer held
      </h3>
      <p>
        The {page.room.holdMinutes} minutes are over, so others can book it again. If you did not
        pay, nothing was charged. Everything you filled in is still here.
      </p>
      <p>
        <button type="button" class="button" onClick={() => dispatch({ type: "started-again" })}>
          Start again
        </button>
      </p>
      <p class="field-hint">
        Paid in the last moment? <a href={paidPath(hold)}>See what became of it</a>: you get either
        the room or all your money back.
      </p>
    </div>
  );
}
