import type { SandboxMessage } from "../messages.ts";
import { Badge } from "./badge.tsx";
import { formatInstant } from "./format.ts";

/** What the sender sees under a message: one tick left, two arrived, blue ones read. */
const TICKS: Record<string, string> = { queued: "🕓", sent: "✓", delivered: "✓✓", read: "✓✓" };

/** A WhatsApp message as it stands on its recipient's phone, if it got there. */
export function WhatsApp({ message, timeZone }: { message: SandboxMessage; timeZone: string }) {
  const { id, to, from, text, at, status = "", errorCode } = message;
  const isMissed = status === "undelivered" || status === "failed";
  return (
    <details class="card whatsapp" data-key={id} open>
      <summary>
        <strong>WhatsApp</strong>
        <Badge status={status} />
        <span class="meta">
          to {to} · {formatInstant(at, timeZone)}
        </span>
      </summary>
      <div class="phone">
        <p class={isMissed ? "bubble missed" : "bubble"}>
          {text}
          <span class={status === "read" ? "ticks read" : "ticks"} aria-hidden="true">
            {TICKS[status] ?? "!"}
          </span>
        </p>
      </div>
      <span class="meta">from {from}</span>
      {isMissed ? <p class="bad">Never arrived: Twilio {errorCode ?? "says no more"}.</p> : null}
      {status === "delivered" ? (
        <button
          type="button"
          class="quiet"
          data-method="POST"
          data-path={`/sandbox/twilio/messages/${id}/status`}
          data-body='{"status":"read"}'
        >
          Read it
        </button>
      ) : null}
    </details>
  );
}
