import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { announcementFor, sayRemaining } from "../hold.ts";
import { type Claim, sayClaim } from "./claim-words.ts";

const tickMs = 1000;

/** How long the hold lasts; calls `onEnd` once when it is over. `expiresAt`: UTC epoch ms. */
export function HoldCountdown({
  claim,
  expiresAt,
  onEnd,
}: {
  claim: Claim;
  expiresAt: number;
  onEnd: () => void;
}): VNode {
  const [now, setNow] = useState(() => Date.now());
  const remainingMs = expiresAt - now;
  const isOver = remainingMs <= 0;

  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);

  useEffect(() => {
    if (isOver) onEnd();
  }, [isOver]);

  return (
    <div class={remainingMs < 60_000 ? "countdown is-short" : "countdown"}>
      <p>
        {sayClaim(claim)} held for{" "}
        <span role="timer" class="countdown-time">
          {sayRemaining(remainingMs)}
        </span>
      </p>
      <p class="vh" aria-live="polite">
        {announcementFor(remainingMs)}
      </p>
    </div>
  );
}
